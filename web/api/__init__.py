"""The HTTP API: JSON under /api/v1, with the OpenAPI document that is made from its code."""
