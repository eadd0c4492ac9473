using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Numerics;
using Sintropia.Biology.Tissues;

namespace Sintropia.Biology.Expression;

/// <summary>
/// What a cell expresses changes its fate, log-linearly. Clocks are shared by all cells of a group, so it is the cell's own marks that move: at the end of a tick by what it progressed more, or less, than its clock in the part of
/// the tick that it spent in its present phase. Nothing is kept from tick to tick, and no mark falls behind the present; so bits depend neither on threads nor on where the cell is kept.
/// </summary>
/// <remarks>First order in the tick: the rest of the way of a cell that changed phase, and the state within a tick, are not seen.</remarks>
public sealed class FateLaw
{
    private static readonly double s_bound = Elementary.Log(FateEffect.MostFold);

    private readonly IReadOnlyList<FateEffect> _effects;
    private readonly PhaseSet _phases;

    /// <summary>The law of a run.</summary>
    public FateLaw(IReadOnlyList<FateEffect> effects)
    {
        _effects = effects;
        _phases = effects.Aggregate(PhaseSet.None, (all, effect) => all | effect.Phases);
    }

    /// <summary>Whether it can move the marks of a cell in a phase.</summary>
    public bool Acts(Phase phase) => phase.IsLiving() && _phases.Has(phase);

    /// <summary>The factor on a rate of a cell.</summary>
    /// <param name="target">Which rate.</param>
    /// <param name="phase">Its phase.</param>
    /// <param name="present">x; shape [dimensions].</param>
    /// <param name="unperturbed">x₀; shape [dimensions].</param>
    /// <returns>Between a tenth and ten; exactly 1 where x is x₀.</returns>
    public double Fold(FateTarget target, Phase phase, ReadOnlySpan<float> present, ReadOnlySpan<float> unperturbed)
    {
        var exponent = 0.0;
        foreach (var effect in _effects)
        {
            if (effect.Target != target || !effect.Phases.Has(phase)) continue;
            var shift = 0.0;
            foreach (var k in effect.Dimensions) shift += (double)present[k] - unperturbed[k];
            exponent += effect.Weight * (shift / effect.Dimensions.Count);
        }

        return exponent == 0 ? 1 : Elementary.Exp(Math.Clamp(exponent, -s_bound, s_bound));
    }

    /// <summary>The marks of a cell at the end of a tick.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="marks">Its marks on the clocks of its phase.</param>
    /// <param name="present">x at the end of the tick; shape [dimensions].</param>
    /// <param name="unperturbed">x₀; shape [dimensions].</param>
    /// <param name="here">What it feels at the end of the tick.</param>
    /// <param name="time">End of the tick, h.</param>
    /// <param name="hours">Length of the tick, h.</param>
    public Marks Steer(in Cell cell, Marks marks, ReadOnlySpan<float> present, ReadOnlySpan<float> unperturbed, Microenvironment here, double time, double hours)
    {
        if (!Acts(cell.Phase)) return marks;
        var lived = Math.Min(hours, time - cell.Entered);
        var due = cell.Is(CellTraits.Held) ? marks.Due : Moved(marks.Due, here.Progress[(int)cell.Phase], Fold(FateTarget.Progress, cell.Phase, present, unperturbed), time, lived);
        return new(due, Moved(marks.Fatal, here.Hazard[(int)cell.Phase], Fold(FateTarget.Hazard, cell.Phase, present, unperturbed), time, lived));
    }

    private static double Moved(double mark, PhaseClock clock, double fold, double time, double lived)
    {
        var now = clock.At(time);
        return fold == 1 || !(mark > now) ? mark : Math.Max(now, mark - (fold - 1) * clock.Rate * lived);
    }
}
