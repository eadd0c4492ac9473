using Sintropia.Scenarios.Provenance;

namespace Sintropia.Scenarios.Reading;

/// <summary>What is gathered while a scenario is read: problems, warnings, assumptions, and where everything stands.</summary>
/// <param name="file">The scenario's name in messages.</param>
/// <param name="branch">The name of the file of branches in messages; null if there is none.</param>
internal sealed class ScenarioReading(string file, string? branch = null)
{
    private readonly Dictionary<string, Node> _places = [];

    public string File => file;

    public List<ScenarioProblem> Problems { get; } = [];

    public List<ScenarioProblem> Warnings { get; } = [];

    public List<Assumption> Assumptions { get; } = [];

    /// <summary>Remembers where a path stands, so that checks which come later can name the line.</summary>
    public void Place(string path, Node node)
    {
        if (node.File == file || node.File == branch) _places.TryAdd(path, node);
    }

    /// <summary>Whether something stands at a path.</summary>
    public bool Says(string path) => _places.ContainsKey(path);

    /// <summary>Something is wrong at a node.</summary>
    public void Wrong(Node node, string path, string what, string? nearest = null) => Problems.Add(Problem(node, path, what, nearest));

    /// <summary>Something is wrong at a path, or at the nearest place above it that the file has.</summary>
    public void Wrong(string path, string what, string? nearest = null) => Problems.Add(Problem(At(path), path, what, nearest));

    /// <summary>Something is probably not meant.</summary>
    public void Warn(string path, string what) => Warnings.Add(Problem(At(path), path, what, null));

    /// <summary>Ends reading if anything is wrong.</summary>
    /// <exception cref="ScenarioException">Something is.</exception>
    public void Stop()
    {
        // A broken key is often noticed twice, by the form and by what needed it.
        if (Problems.Count > 0) throw new ScenarioException([.. Problems.DistinctBy(p => (p.Line, p.Column, p.Path, p.What)).OrderBy(p => p.File == file ? 0 : 1).ThenBy(p => p.Line).ThenBy(p => p.Column)]);
    }

    private static ScenarioProblem Problem(Node node, string path, string what, string? nearest) =>
        new(node.File, node.Line, node.Column, path, node is ScalarNode { IsNothing: false } scalar ? scalar.Text : "", what, nearest);

    private Node At(string path)
    {
        while (!_places.ContainsKey(path))
        {
            var cut = path.LastIndexOfAny(['.', '[']);
            if (cut < 0) return new ScalarNode(file, 1, 1, "", false);
            path = path[..cut];
        }

        return _places[path];
    }
}
