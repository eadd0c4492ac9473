namespace Sintropia.Scenarios.Quantities;

/// <summary>What a quantity measures. Only quantities of one dimension can be converted into each other.</summary>
public enum Dimension
{
    /// <summary>A plain number.</summary>
    Number,

    /// <summary>A share, written in percent or as a number.</summary>
    Fraction,

    /// <summary>Time; base h.</summary>
    Time,

    /// <summary>Chance or share per time; base 1/h.</summary>
    Rate,

    /// <summary>Amount of substance per volume; base M.</summary>
    MolarConcentration,

    /// <summary>Mass per volume; base g/L. A molar mass would be needed to compare it with a molar concentration.</summary>
    MassConcentration,

    /// <summary>Biological activity per volume; base U/mL.</summary>
    Activity,

    /// <summary>Partial pressure; base mmHg.</summary>
    Pressure,

    /// <summary>Temperature; degrees Celsius.</summary>
    Temperature,

    /// <summary>Absorbed dose of radiation; base Gy.</summary>
    Dose,

    /// <summary>Per absorbed dose; base 1/Gy.</summary>
    PerDose,

    /// <summary>Per squared absorbed dose; base 1/Gy².</summary>
    PerSquaredDose,

    /// <summary>A number of cells.</summary>
    Cells,

    /// <summary>Mass; base g.</summary>
    Mass,

    /// <summary>Amount of substance; base mol.</summary>
    Amount,

    /// <summary>Mass of a dose per body weight; base g/kg.</summary>
    MassPerWeight,

    /// <summary>Mass of a dose per surface of the body; base g/m².</summary>
    MassPerSurface,

    /// <summary>Length; base m.</summary>
    Length,

    /// <summary>Volume per time; base L/h.</summary>
    Flow,

    /// <summary>Mass per amount of substance; base g/mol.</summary>
    MolarMass,

    /// <summary>Cells per volume of blood; base 1/L.</summary>
    CellDensity,
}
