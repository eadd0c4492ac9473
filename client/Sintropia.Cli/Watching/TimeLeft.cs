using Sintropia.Runs.Execution;

namespace Sintropia.Cli.Watching;

/// <summary>
/// Expects the end of a run. Cost goes with cells × hours, and cells multiply: the part under way is taken to grow on at its mean rate so far, and parts to come to cost what those before
/// them cost, so that the last hours of a culture are not promised at the price of the first.
/// </summary>
internal sealed class TimeLeft
{
    private const double LeastShare = 0.02; // of a part, before its growth says anything
    private int _part;
    private double _begun, _cells, _cellHoursBefore;
    private double _finishedCellHours;
    private int _finished;
    private bool _whole; // whether the part was followed from its beginning

    /// <summary>Expected wall time to the end, s; NaN while nothing can be said.</summary>
    public double After(RunProgress progress)
    {
        if (progress.Part != _part) Begin(progress);
        var effort = progress.Effort;
        var (passed, ahead) = (progress.Time - _begun, progress.Duration - progress.Time);
        if (!(effort.CellHours > 0 && effort.WallSeconds > 0) || passed < LeastShare * (progress.Duration - _begun)) return double.NaN;

        var growth = _cells > 0 && progress.Living > 0 ? Math.Log(progress.Living / _cells) / passed : 0;
        var rest = progress.Living * (Math.Abs(growth * ahead) < 1e-6 ? ahead : (Math.Exp(Math.Min(growth * ahead, 30)) - 1) / growth);
        var thisPart = effort.CellHours - _cellHoursBefore + rest;
        var each = _finished > 0 ? (_finishedCellHours + thisPart) / (_finished + 1) : thisPart;
        return (rest + each * (progress.Parts - progress.Part)) * effort.WallSeconds / effort.CellHours;
    }

    private void Begin(RunProgress progress)
    {
        if (_part > 0 && _whole)
        {
            _finishedCellHours += progress.Effort.CellHours - _cellHoursBefore;
            _finished++;
        }

        _whole = _part > 0 || progress.Time < LeastShare * progress.Duration;
        (_part, _begun, _cells, _cellHoursBefore) = (progress.Part, progress.Time, progress.Living, progress.Effort.CellHours);
    }
}
