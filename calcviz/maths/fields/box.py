"""The window of space in which surfaces are drawn."""

from dataclasses import dataclass, replace

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """The visible part of space in mathematical coordinates; each axis is linear and rises."""

    x_low: float = -5.0
    x_high: float = 5.0
    y_low: float = -5.0
    y_high: float = 5.0
    z_low: float = -5.0
    z_high: float = 5.0

    @property
    def x_range(self) -> Range:
        """The visible x."""
        return self.x_low, self.x_high

    @property
    def y_range(self) -> Range:
        """The visible y."""
        return self.y_low, self.y_high

    @property
    def z_range(self) -> Range:
        """The visible z."""
        return self.z_low, self.z_high

    def holding(self, other: "Box") -> "Box":
        """The box with its heights widened to those of another one."""
        return replace(self, z_low=min(self.z_low, other.z_low), z_high=max(self.z_high, other.z_high))

    def shows(self, x: float, y: float, z: float) -> bool:
        """Whether a point lies in the box."""
        return (
            self.x_low <= x <= self.x_high
            and self.y_low <= y <= self.y_high
            and self.z_low <= z <= self.z_high
        )
