namespace Sintropia.Scenarios.Quantities;

/// <summary>Facts about dimensions.</summary>
public static class Dimensions
{
    /// <summary>What a level of an agent can be measured in.</summary>
    public static IReadOnlyList<Dimension> OfLevels { get; } =
        [Dimension.MolarConcentration, Dimension.MassConcentration, Dimension.Activity, Dimension.Pressure, Dimension.Temperature, Dimension.Fraction];

    /// <summary>The dimension with its article, for messages: "a time".</summary>
    public static string Named(this Dimension dimension) => dimension switch
    {
        Dimension.Number => "a plain number",
        Dimension.Fraction => "a fraction",
        Dimension.Time => "a time",
        Dimension.Rate => "a rate",
        Dimension.MolarConcentration => "a molar concentration",
        Dimension.MassConcentration => "a mass concentration",
        Dimension.Activity => "an activity",
        Dimension.Pressure => "a pressure",
        Dimension.Temperature => "a temperature",
        Dimension.Dose => "a radiation dose",
        Dimension.PerDose => "a number per Gy",
        Dimension.PerSquaredDose => "a number per Gy2",
        Dimension.Mass => "a mass",
        Dimension.Amount => "an amount of substance",
        Dimension.MassPerWeight => "a mass per body weight",
        Dimension.MassPerSurface => "a mass per body surface",
        Dimension.Length => "a length",
        Dimension.Flow => "a flow",
        Dimension.MolarMass => "a molar mass",
        Dimension.CellDensity => "a number of cells per volume",
        _ => "a number of cells",
    };

    /// <summary>How one is written: "24 h".</summary>
    public static string Example(this Dimension dimension) => dimension switch
    {
        Dimension.Number => "2",
        Dimension.Fraction => "30 %",
        Dimension.Time => "24 h",
        Dimension.Rate => "0.05 per h",
        Dimension.MolarConcentration => "1 uM",
        Dimension.MassConcentration => "20 ng/mL",
        Dimension.Activity => "10 U/mL",
        Dimension.Pressure => "38 mmHg",
        Dimension.Temperature => "37 degC",
        Dimension.Dose => "2 Gy",
        Dimension.PerDose => "0.2 per Gy",
        Dimension.PerSquaredDose => "0.02 per Gy2",
        Dimension.Mass => "100 mg",
        Dimension.Amount => "200 umol",
        Dimension.MassPerWeight => "2 mg/kg",
        Dimension.MassPerSurface => "75 mg/m2",
        Dimension.Length => "176 cm",
        Dimension.Flow => "40 L/h",
        Dimension.MolarMass => "447.5 g/mol",
        Dimension.CellDensity => "1e9 per L",
        _ => "5000 cells",
    };
}
