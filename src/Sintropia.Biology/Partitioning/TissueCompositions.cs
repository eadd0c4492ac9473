namespace Sintropia.Biology.Partitioning;

/// <summary>Compositions of human tissues, in one set of units: acidic phospholipids are shares of mass, the red cell's as well.</summary>
/// <remarks>The unified set of Utsey et al. 2020, doi:10.1124/dmd.120.090498, as open implementations of Rodgers and Rowland list it; plasma and red cells from there too. Pancreas and rest are taken to be like gut and muscle.</remarks>
public static class TissueCompositions
{
    /// <summary>pH inside cells, of plasma, and inside red cells.</summary>
    public const double CellPh = 7.0, PlasmaPh = 7.4, RedCellPh = 7.22;

    /// <summary>Neutral lipid and neutral phospholipid of plasma.</summary>
    public const double PlasmaNeutralLipid = 0.0023, PlasmaNeutralPhospholipid = 0.0013;

    /// <summary>Red cells: no water outside them, and no albumin or lipoprotein.</summary>
    public static TissueComposition RedCell { get; } = new(0, 0.603, 0.0017, 0.0029, 0.0005, 0, 0);

    private static readonly Dictionary<string, TissueComposition> Tissues = new()
    {
        ["adipose"] = new(0.135, 0.017, 0.798, 0.0478, 0.0067, 0.049, 0.069),
        ["bone"] = new(0.100, 0.346, 0.074, 0.0016, 0.0008, 0.100, 0.050),
        ["brain"] = new(0.162, 0.620, 0.045, 0.0553, 0.0202, 0.048, 0.041),
        ["heart"] = new(0.320, 0.456, 0.089, 0.0079, 0.0031, 0.157, 0.160),
        ["kidney"] = new(0.273, 0.483, 0.036, 0.0166, 0.0039, 0.130, 0.137),
        ["gut"] = new(0.282, 0.475, 0.0487, 0.0124, 0.0035, 0.158, 0.141),
        ["liver"] = new(0.161, 0.573, 0.037, 0.0115, 0.0026, 0.086, 0.161),
        ["lung"] = new(0.336, 0.446, 0.003, 0.0056, 0.0014, 0.212, 0.168),
        ["muscle"] = new(0.118, 0.630, 0.013, 0.0092, 0.0019, 0.064, 0.059),
        ["skin"] = new(0.382, 0.291, 0.036, 0.0502, 0.0138, 0.277, 0.096),
        ["spleen"] = new(0.207, 0.579, 0.014, 0.0103, 0.0019, 0.097, 0.207),
    };

    /// <summary>Tissues whose composition is known.</summary>
    public static IReadOnlyCollection<string> Names => Tissues.Keys;

    /// <summary>The composition of an organ; null if it is unknown.</summary>
    public static TissueComposition? Of(string organ) => Tissues.GetValueOrDefault(organ switch { "pancreas" => "gut", "rest" => "muscle", _ => organ });
}
