"""The messenger page's modules and sheets, put together as one of each."""

from pathlib import Path

import pytest

from bot.simulator.server import PAGE
from bot.simulator.whole_page import SHEETS, NoWhole, whole_script

MAIN = """import { h, uid as id } from "./frame/dom.js";
import * as text from "./text.js";

h(id, text.plain);
"""
DOM = """export const h = 1;

export async function uid() {}
"""
TEXT = """import { h } from "./frame/dom.js";

export class plain {}
"""
WHOLE = """const $frame_dom_js = (() => {
const h = 1;

async function uid() {}

return { h, uid };
})();
const $text_js = (() => {
const { h } = $frame_dom_js;

class plain {}

return { plain };
})();
const $main_js = (() => {
const { h, uid: id } = $frame_dom_js;
const text = $text_js;

h(id, text.plain);

return {  };
})();"""


def modules(folder: Path, **sources: str) -> Path:
    for name, source in sources.items():
        file = folder / f"{name.replace('_', '/')}.js"
        file.parent.mkdir(exist_ok=True)
        file.write_text(source, "utf-8")
    return folder


def test_each_module_is_there_once_and_after_what_it_imports(tmp_path: Path) -> None:
    assert whole_script(modules(tmp_path, main=MAIN, text=TEXT, frame_dom=DOM)) == WHOLE


@pytest.mark.parametrize(
    "line",
    [
        'import "./text.js";',
        'import plain from "./text.js";',
        "export default class {}",
        "export let plain = 1;",
        'export { plain } from "./text.js";',
    ],
)
def test_what_could_not_be_put_together_is_named_with_its_module(tmp_path: Path, line: str) -> None:
    with pytest.raises(NoWhole) as refused:
        whole_script(modules(tmp_path, main=f"const a = 1;\n{line}\n", text=TEXT, frame_dom=DOM))
    assert str(refused.value) == f"main.js: {line}"


def test_modules_that_import_each_other_are_named(tmp_path: Path) -> None:
    main = 'import { plain } from "./text.js";\n'
    text = 'import { h } from "./main.js";\n'
    with pytest.raises(NoWhole, match=r"main\.js is imported in a circle: main\.js, text\.js"):
        whole_script(modules(tmp_path, main=main, text=text))


def test_no_module_and_no_sheet_of_the_page_is_left_out() -> None:
    script = whole_script(PAGE)
    for each in PAGE.rglob("*.js"):
        name = "_".join(each.relative_to(PAGE).with_suffix("").parts)
        assert script.count(f"const ${name}_js = (") == 1, each
    assert {each.relative_to(PAGE).as_posix() for each in PAGE.rglob("*.css")} == {*SHEETS}
