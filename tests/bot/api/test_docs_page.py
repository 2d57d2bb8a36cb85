"""The description as a page: types in words, examples whole, commands that can be pasted."""

from bot.api.docs_page.curl import curl_of
from bot.api.docs_page.examples import example_of
from bot.api.docs_page.fields import field_of
from bot.api.docs_page.prose import Run, coloured, prose
from bot.api.docs_page.refused import refused
from bot.api.docs_page.schemas import Json, Schemas

ADDRESS: Json = {
    "type": "object",
    "description": "Where.",
    "required": ["country"],
    "properties": {
        "country": {"type": "string", "examples": ["US"]},
        "city": {"type": "string", "default": ""},
    },
}
BY_ID: Json = {"type": "object", "properties": {"id": {"type": "string"}}}
SCHEMAS = Schemas({"Address": ADDRESS, "ById": BY_ID})
NONE: Json = {"type": "null"}


def reference(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def test_an_empty_line_begins_a_paragraph_and_backticks_are_code() -> None:
    first, second = prose("Send `a`\nand `b`.\n\nThen wait.")
    assert [each.text for each in first if each.kind == "code"] == ["a", "b"]
    assert second == (Run(text="Then wait."),)


def test_what_may_be_null_is_told_as_what_it_is() -> None:
    field = field_of("address", {"anyOf": [reference("Address"), NONE]}, False, SCHEMAS)
    assert field.type == "object"
    (shape,) = field.shapes
    assert [(each.name, each.needed) for each in shape.fields] == [
        ("country", True),
        ("city", False),
    ]


def test_a_null_that_is_always_there_is_told() -> None:
    field = field_of("number", {"anyOf": [{"type": "string"}, NONE]}, True, SCHEMAS)
    assert field.type == "text or null"


def test_ways_to_say_the_same_are_told_apart() -> None:
    ways = {"anyOf": [reference("ById"), reference("Address")]}
    field = field_of("customer", ways, True, SCHEMAS)
    assert [each.said for each in field.shapes] == ["by id", "described"]


def test_a_list_says_of_what_and_how_many() -> None:
    schema = {"type": "array", "items": reference("Address"), "minItems": 1, "maxItems": 300}
    field = field_of("lines", schema, True, SCHEMAS)
    assert (field.type, field.limits) == ("list of objects", "1 to 300 of them")


def test_the_choices_of_a_list_are_shown() -> None:
    schema = {"type": "array", "items": {"enum": ["draft", "void"]}}
    field = field_of("status", schema, False, SCHEMAS)
    assert (field.type, field.options) == ("list of these", ("draft", "void"))


def test_an_example_is_made_of_the_examples_of_its_parts() -> None:
    schema = {"type": "array", "items": reference("Address")}
    assert example_of(schema, SCHEMAS) == [{"country": "US", "city": ""}]


def test_a_schema_that_holds_itself_comes_to_an_end() -> None:
    tree: Json = {"type": "object", "properties": {"child": reference("Tree")}}
    assert example_of(reference("Tree"), Schemas({"Tree": tree}))
    assert field_of("tree", reference("Tree"), True, Schemas({"Tree": tree})).shapes


def test_a_command_has_its_key_its_body_and_no_quote_that_ends_it() -> None:
    content = {"examples": {"one": {"value": {"reason": "it's over"}}}}
    operation: Json = {
        "parameters": [
            {"name": "id", "in": "path", "schema": {"type": "string", "examples": ["a/b"]}},
            {"name": "if-match", "in": "header", "schema": {"type": "string"}},
        ],
        "requestBody": {"content": {"application/json": content}},
        "responses": {"200": {}, "428": {}},
    }
    command = curl_of("PUT", "/api/v1/things/{id}", operation, SCHEMAS)
    assert command.startswith('curl -X PUT "$JUPITER/api/v1/things/a%2Fb" \\\n')
    assert """-H 'If-Match: "1"'""" in command
    assert "it'\\''s over" in command


def test_json_is_coloured_and_stays_what_it_was() -> None:
    text = '{\n  "a": "b: \\"c\\"",\n  "n": [-1.5, true, null]\n}'
    runs = coloured(text)
    assert "".join(each.text for each in runs) == text
    assert [each.text for each in runs if each.kind == "key"] == ['"a"', '"n"']
    assert [each.text for each in runs if each.kind == "plain"] == ["-1.5", "true", "null"]


def test_what_a_sentence_names_stands_apart() -> None:
    (told,) = refused([{"code": "required", "status": 422, "sentence": "{what_else} is required."}])
    assert told.sentence == (Run(text="what else", kind="slot"), Run(text=" is required."))
