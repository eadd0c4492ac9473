using System.Globalization;
using Sintropia.Biology.Expression;
using Sintropia.Predictors.StandIn;
using Sintropia.Scenarios.Provenance;
using Sintropia.Scenarios.Quantities;
using Sintropia.Scenarios.Reading;

namespace Sintropia.Scenarios.Sections;

/// <summary>Reads what cells express.</summary>
internal static class ExpressionSection
{
    private const string Subject = "expression";
    private const double HalfLife = 6, Tolerance = 0.1, AskEvery = 24, Inherited = 0.9;

    /// <summary>How cells express; null where the section cannot be read, which is reported.</summary>
    /// <param name="section">Its section.</param>
    /// <param name="types">The cell types of the scenario.</param>
    /// <param name="tick">Length of a tick, h.</param>
    /// <param name="assumptions">Where its numbers are listed. None of them was measured, so all are assumed unless a source is given.</param>
    public static ExpressionPlan? Read(Section section, IEnumerable<string> types, double tick, List<Assumption> assumptions)
    {
        if (section.IsBroken) return null;
        var first = assumptions.Count;
        var (predictor, dimensions) = (section.Choice("predictor"), (int)(section.Base("dimensions") ?? 1));
        var plan = new ExpressionPlan
        {
            Predictor = predictor ?? StandInPredictor.Name,
            Dimensions = dimensions,
            HalfLives = [section.In("half_life", Units.Hour) ?? HalfLife],
            Tolerance = section.Base("tolerance") ?? Tolerance,
            AskEvery = Ticks(section, tick),
            ResidualSpread = [section.Base("residual_spread") ?? 0],
            Inheritance = section.Base("inherited") ?? Inherited,
            Programmes = section.Choice("programme") == StandInPredictor.Name ? [.. types.Select(t => StandInProgramme.Of(t, dimensions))] : [],
        };
        for (var i = first; i < assumptions.Count; i++)
            if (assumptions[i].Status == AssumptionStatus.Given) assumptions[i] = assumptions[i] with { Status = AssumptionStatus.Assumed };
        Default("half_life", "half-life of the way to the settled state", HalfLife, "h");
        Default("tolerance", "change of a level that counts", Tolerance * 100, "%");
        Default("inherited", "share of the residual that is inherited", Inherited * 100, "%");
        return plan;

        void Default(string key, string what, double value, string unit)
        {
            if (!section.Has(key)) assumptions.Add(new(Subject, what, value.ToString("R", CultureInfo.InvariantCulture), unit, "", AssumptionStatus.Assumed, "", "", "Left out of the scenario."));
        }
    }

    private static int Ticks(Section section, double tick)
    {
        if (section.TicksOrHours("ask_every") is not var (ticks, hours)) return Math.Max(1, (int)Math.Round(AskEvery / tick));
        if (ticks > 0) return ticks;
        var whole = Math.Round(hours / tick);
        if (whole is >= 1 and <= int.MaxValue && Math.Abs(hours / tick - whole) < 1e-6) return (int)whole;
        section.Wrong("ask_every", "Predictors are asked at ends of ticks, and this is no whole number of them", $"every {(whole > 1 ? Math.Min(whole, 1e6).ToString(CultureInfo.InvariantCulture) + " ticks" : "1 tick")}");
        return 1;
    }
}
