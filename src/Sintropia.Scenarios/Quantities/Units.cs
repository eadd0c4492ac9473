using Sintropia.Scenarios.Reading;

namespace Sintropia.Scenarios.Quantities;

/// <summary>All units that a scenario can use.</summary>
public static class Units
{
    private static readonly (Unit Unit, string[] Aliases)[] Table =
    [
        (new("", Dimension.Number), []),
        (new("%", Dimension.Fraction, -2), ["percent"]),
        (new("s", Dimension.Time, 0, 1, 3600), ["sec", "second", "seconds"]),
        (new("min", Dimension.Time, 0, 1, 60), ["minute", "minutes"]),
        (new("h", Dimension.Time), ["hr", "hrs", "hour", "hours"]),
        (new("d", Dimension.Time, 0, 24), ["day", "days"]),
        (new("wk", Dimension.Time, 0, 168), ["week", "weeks"]),
        (new("per s", Dimension.Rate, 0, 3600), ["/s"]),
        (new("per min", Dimension.Rate, 0, 60), ["/min"]),
        (new("per h", Dimension.Rate), ["/h", "per hour"]),
        (new("per d", Dimension.Rate, 0, 1, 24), ["/d", "per day"]),
        (new("per wk", Dimension.Rate, 0, 1, 168), ["/wk", "per week"]),
        (new("fM", Dimension.MolarConcentration, -15), []),
        (new("pM", Dimension.MolarConcentration, -12), []),
        (new("nM", Dimension.MolarConcentration, -9), []),
        (new("uM", Dimension.MolarConcentration, -6), ["µM", "μM"]),
        (new("mM", Dimension.MolarConcentration, -3), []),
        (new("M", Dimension.MolarConcentration), []),
        (new("pg/mL", Dimension.MassConcentration, -9), ["pg/ml"]),
        (new("ng/mL", Dimension.MassConcentration, -6), ["ng/ml", "ug/L", "µg/L", "μg/L"]),
        (new("ug/mL", Dimension.MassConcentration, -3), ["ug/ml", "µg/mL", "μg/mL", "µg/ml", "μg/ml", "mg/L"]),
        (new("mg/mL", Dimension.MassConcentration), ["mg/ml", "g/L"]),
        (new("mU/mL", Dimension.Activity, -3), ["mU/ml"]),
        (new("U/mL", Dimension.Activity), ["U/ml", "IU/mL"]),
        (new("mmHg", Dimension.Pressure), []),
        (new("degC", Dimension.Temperature), ["°C"]),
        (new("mGy", Dimension.Dose, -3), []),
        (new("cGy", Dimension.Dose, -2), []),
        (new("Gy", Dimension.Dose), []),
        (new("per Gy", Dimension.PerDose), ["/Gy"]),
        (new("per Gy2", Dimension.PerSquaredDose), ["/Gy2", "per Gy^2", "per Gy²", "/Gy^2", "/Gy²"]),
        (new("cells", Dimension.Cells), ["cell"]),
        (new("ng", Dimension.Mass, -9), []),
        (new("ug", Dimension.Mass, -6), ["µg", "μg"]),
        (new("mg", Dimension.Mass, -3), []),
        (new("g", Dimension.Mass), []),
        (new("kg", Dimension.Mass, 3), []),
        (new("nmol", Dimension.Amount, -9), []),
        (new("umol", Dimension.Amount, -6), ["µmol", "μmol"]),
        (new("mmol", Dimension.Amount, -3), []),
        (new("mol", Dimension.Amount), []),
        (new("ug/kg", Dimension.MassPerWeight, -6), ["µg/kg", "μg/kg"]),
        (new("mg/kg", Dimension.MassPerWeight, -3), []),
        (new("mg/m2", Dimension.MassPerSurface, -3), ["mg/m²", "mg/m^2"]),
        (new("g/m2", Dimension.MassPerSurface), ["g/m²", "g/m^2"]),
        (new("cm", Dimension.Length, -2), []),
        (new("m", Dimension.Length), []),
        (new("mL/min", Dimension.Flow, -3, 60), ["ml/min"]),
        (new("L/min", Dimension.Flow, 0, 60), []),
        (new("mL/h", Dimension.Flow, -3), ["ml/h"]),
        (new("L/h", Dimension.Flow), []),
        (new("g/mol", Dimension.MolarMass), ["Da"]),
        (new("kg/mol", Dimension.MolarMass, 3), ["kDa"]),
        (new("per L", Dimension.CellDensity), ["/L"]),
        (new("per uL", Dimension.CellDensity, 6), ["/uL", "/µL", "/μL"]),
    ];

    private static readonly Dictionary<string, Unit> ByName = Table.SelectMany(t => t.Aliases.Prepend(t.Unit.Symbol).Select(name => (name, t.Unit))).ToDictionary(t => t.name, t => t.Unit);

    /// <summary>All of them, each once.</summary>
    public static IEnumerable<Unit> All => Table.Select(t => t.Unit);

    /// <summary>The unit of plain numbers.</summary>
    public static Unit None { get; } = ByName[""];

    /// <summary>Hours.</summary>
    public static Unit Hour { get; } = ByName["h"];

    /// <summary>Percent.</summary>
    public static Unit Percent { get; } = ByName["%"];

    /// <summary>The unit of that name, or null.</summary>
    public static Unit? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>All spellings of the units of a dimension, the usual one first.</summary>
    public static IEnumerable<string> Spellings(Dimension dimension) => Table.Where(t => t.Unit.Dimension == dimension).SelectMany(t => t.Aliases.Prepend(t.Unit.Symbol));

    /// <summary>The unit whose name is nearest to a wrong one, among those of some dimensions; null if none is near.</summary>
    public static string? Nearest(string wrong, IReadOnlyList<Dimension> dimensions) =>
        NearestName.To(wrong, dimensions.SelectMany(Spellings).Where(s => s.Length > 0));
}
