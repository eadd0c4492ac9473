namespace Sintropia.Biology.Cells;

/// <summary>When a cell's next events are due, on the clocks of its phase and not in hours: nothing changes here when a dose does.</summary>
/// <param name="Due">Progress at which it finishes its phase.</param>
/// <param name="Fatal">Cumulative hazard at which an outcome strikes.</param>
public readonly record struct Marks(double Due, double Fatal);
