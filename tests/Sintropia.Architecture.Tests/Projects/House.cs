namespace Sintropia.Architecture.Tests.Projects;

/// <summary>The table of projects by row. To add a project, add its name here.</summary>
internal static class House
{
    private static readonly string[] AboveRuns = ["Runs", "Scenarios"];

    /// <summary>All projects that there are or will be; tests stand outside.</summary>
    public static IReadOnlyList<Project> Projects { get; } =
    [
        Law("Biology"),
        Law("Tensors", "Biology"), // for Chance: weights are initialised by the same draws

        Engine("Simulation"), Engine("Predictors", "Weights"), Engine("Data"), Engine("Weights"), Engine("Evaluation"), Engine("Telemetry"),
        // Predictors know Weights: a network says itself under which keys published files hold its tensors, and reads and writes them by these.

        Applied("Scenarios"),
        Applied("Runs", "Scenarios"),
        Applied("Reports", AboveRuns), Applied("Validation", AboveRuns),
        Applied("Design", [.. AboveRuns, "Training", "Reports"]), Applied("Training", AboveRuns), Applied("Calibration", AboveRuns), Applied("Web", AboveRuns), Applied("Sweeps", AboveRuns),
        // Design asks trained models about measured cells and shows the answers: cells, splits and trainings are Training's, pages are Reports'.
        Applied("Grains", AboveRuns) with { Starred = true, KnowsOrleans = true },
        Applied("Tensors.TorchSharp") with { Starred = true },
        Applied("Data.Parquet") with { Starred = true },
        Applied("Runs.AzureBlob") with { Starred = true },

        Host("Silo", "silo") with { Starred = true, KnowsOrleans = true },
        Host("Cli", "client", "Client"), Host("Gateway", "client"), Host("Client", "client"),
    ];

    /// <summary>The project of a name without <c>Sintropia.</c>, or null where the table has none.</summary>
    public static Project? Find(string name) => Projects.FirstOrDefault(p => p.Name == name);

    private static Project Law(string name, params string[] mayAlsoKnow) => new(name, 1, "src", Starred: false, KnowsOrleans: false, mayAlsoKnow);

    private static Project Engine(string name, params string[] mayAlsoKnow) => new(name, 2, "src", Starred: false, KnowsOrleans: false, mayAlsoKnow);

    private static Project Applied(string name, params string[] mayAlsoKnow) => new(name, 3, "src", Starred: false, KnowsOrleans: false, mayAlsoKnow);

    private static Project Host(string name, string folder, params string[] mayAlsoKnow) => new(name, 4, folder, Starred: false, KnowsOrleans: false, mayAlsoKnow);
}
