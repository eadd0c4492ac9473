using Sintropia.Evaluation.Lineages;

namespace Sintropia.Calibration.Tests.Durations;

/// <summary>The filmed lineages of Mohammadi et al. 2022, doi:10.1038/s42003-022-04208-9.</summary>
internal static class Au565
{
    public static LineageColumns Columns { get; } = new()
    {
        Cell = "cell", Parent = "parent_cell", Lineage = ["plate", "well", "file", "lineage"], Generation = "generation", HoursPerUnit = 0.5,
        Phases = [new("G1", "g1_frames", "g1_status"), new("S", "sg2_frames", "sg2_status")],
    };
}
