"""A piece of a demo file."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A piece of a demo file: unknown fields are refused, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)
