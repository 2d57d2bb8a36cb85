"""What problems say where no refusal has a sentence of its own, or where one stands for several."""

from jupiter_core.domain.refusals import Refusal, ValidationErrors
from jupiter_core.ports import NoEInvoice

SHAPES = {
    "missing": "This is required.",
    "extra_forbidden": "This field does not exist.",
    "union_tag_not_found": "This is required.",
    "union_tag_invalid": "This must be one of: {expected_tags}.",
    "string_unicode": "This is not text.",
    "string_type": "This must be text in quotes.",
    "int_type": "This must be a whole number, without quotes.",
    "int_parsing": "This must be a whole number.",
    "int_from_float": "This must be a whole number.",
    "decimal_type": "This must be a number, in quotes or without.",
    "decimal_parsing": "This must be a number, in quotes or without.",
    "decimal_max_digits": "This can have up to {max_digits} digits.",
    "bool_type": "This must be true or false, without quotes.",
    "bool_parsing": "This must be true or false.",
    "tuple_type": "This must be a list.",
    "list_type": "This must be a list.",
    "model_type": "This must be an object.",
    "model_attributes_type": "This must be an object.",
    "dict_type": "This must be an object.",
    "enum": "This must be one of: {expected}.",
    "literal_error": "This must be one of: {expected}.",
    "date_type": "This must be a date such as 2026-11-26, in quotes.",
    "date_parsing": "This must be a date such as 2026-11-26.",
    "date_from_datetime_parsing": "This must be a date such as 2026-11-26.",
    "datetime_parsing": "This must be a moment such as 2026-11-26T09:30:00Z.",
    "datetime_from_date_parsing": "This must be a moment such as 2026-11-26T09:30:00Z.",
    "too_short": "There must be at least {min_length} of these.",
    "too_long": "There can be up to {max_length} of these.",
    "string_too_short": "This must have at least {min_length} characters.",
    "string_too_long": "This can have up to {max_length} characters.",
    "string_pattern_mismatch": "This does not match the expected format.",
    "greater_than_equal": "This must be {ge} or more.",
    "less_than_equal": "This must be {le} or less.",
}
"""Of the shape's mistakes, by pydantic's names for them."""

SEVERAL: dict[type[Refusal], str] = {
    ValidationErrors: "Some fields are invalid; see `errors`.",
    NoEInvoice: (
        "This version cannot be exported as this e-invoice; `errors` lists what is missing."
    ),
}

NOT_JSON = "The body is not JSON, or its Content-Type is not application/json."

SERVED = {
    404: "There is nothing at this address.",
    405: "This address does not support this method.",
    413: "The body is larger than 1 MB.",
}
