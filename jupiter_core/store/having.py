"""Whether a text has another one in it, letter by letter.

By name, since LIKE would be asked with a guess: PostgreSQL takes it for something that one row in
thousands has, and reads all rows, where an index has few candidates or the first page is met soon.
"""

from typing import Any

from sqlalchemy import Boolean
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class HasText(FunctionElement[bool]):
    """`HasText(column, text)`; nothing in the text has a meaning of its own."""

    type = Boolean()
    inherit_cache = True


@compiles(HasText, "sqlite")
def _of_sqlite(element: HasText, compiler: SQLCompiler, **given: Any) -> str:
    return f"(instr({compiler.process(element.clauses, **given)}) > 0)"


@compiles(HasText, "postgresql")
def _of_postgresql(element: HasText, compiler: SQLCompiler, **given: Any) -> str:
    return f"(strpos({compiler.process(element.clauses, **given)}) > 0)"
