"""Read the YAML files that instructors write, in which names stay as they are written.

YAML takes a bare ``007`` for seven and ``no`` for false. Where students are named that is somebody
else, so that every name, left of a colon, is its text. A name that stands twice is refused: plain
YAML keeps the second and says nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from autograder.course.course import CourseError


class _Loader(yaml.SafeLoader):
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[str, Any]:
        self.flatten_mapping(node)
        found: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(
                    None, None, "a name is text", key.start_mark
                )
            if key.value in found:
                said = f"{key.value!r} stands twice"
                raise yaml.constructor.ConstructorError(None, None, said, key.start_mark)
            found[key.value] = self.construct_object(value, deep=deep)
        return found


def read_yaml(path: Path) -> Any:
    """What a file says, with all names as text.

    Raises
    ------
    CourseError
        If it cannot be read, is no YAML, or names something twice; the message says where.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8-sig"), _Loader)
    except OSError as error:
        raise CourseError(f"{path} cannot be read: {error.strerror}") from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise CourseError(f"{path} is no YAML: {error}") from None
