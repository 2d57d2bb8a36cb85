"""Writing the words of what was there before they were kept apart."""

from sqlalchemy import Connection, text

from jupiter_core.store.word_index import put_words, words_row

_AT_ONCE = 1000
_ENTRIES = """SELECT workspace_id, kind, subject_id,
    words || number_plain || ' ' || serial || amounts FROM search_entries"""
_CUSTOMERS = "SELECT workspace_id, 'customer', id, ' ' || name_key || ' ' FROM customers"


def fill_words(connection: Connection) -> None:
    """Of every entry of the search index, and of every customer."""
    for query in (_ENTRIES, _CUSTOMERS):
        found = connection.execute(text(query), execution_options={"stream_results": True})
        for some in found.partitions(_AT_ONCE):
            put_words(connection, [words_row(*map(str, row)) for row in some])
