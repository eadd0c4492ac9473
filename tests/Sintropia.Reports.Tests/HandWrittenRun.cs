using System.Text.Json;

namespace Sintropia.Reports.Tests;

/// <summary>A run directory small enough to check by hand: 100 cells, 20 hours, 4-fold in the control and 2-fold in the drug.</summary>
internal static class HandWrittenRun
{
    public const string Counts = """
        time_h,condition,replicate,organ,tissue,cell_type,phase,value
        0,control,1,dish,culture,line,G1,60
        0,control,1,dish,culture,line,S,40
        0,drug,1,dish,culture,line,G1,100
        20,control,1,dish,culture,line,G1,300
        20,control,1,dish,culture,line,S,100
        20,control,1,dish,culture,line,apoptotic,7
        20,drug,1,dish,culture,line,G1,200

        """;

    public static void Write(string directory, string name = "by hand", string status = "completed", string? counts = null, string drug = "drug")
    {
        File.WriteAllText(Path.Combine(directory, "run.json"), JsonSerializer.Serialize(new
        {
            format = 1, name, description = "", sintropia = "0.1.0", status, seed = 7, duration_h = 20, tick_h = 0.5, record_every_h = 20, conditions = new[] { "control", drug }, replicates = 1,
            fingerprint = "00112233445566778899aabbccddeeff",
        }));
        File.WriteAllText(Path.Combine(directory, "timeseries.csv"), counts ?? Counts);
    }
}
