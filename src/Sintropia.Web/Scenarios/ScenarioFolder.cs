using System.Text;
using System.Text.Json;
using Sintropia.Data;
using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;
using Sintropia.Scenarios;
using Sintropia.Scenarios.Founders;
using Sintropia.Web.Problems;
using Sintropia.Web.Results;

namespace Sintropia.Web.Scenarios;

/// <summary>A folder for one request, in which a scenario finds the files that came with it, and nothing else.</summary>
internal sealed class ScenarioFolder : IDisposable
{
    private const int MostFiles = 64, MostName = 200;

    private readonly string _root = Directory.CreateTempSubdirectory("sintropia-web-").FullName;

    /// <summary>Reads a scenario; files that it names outside the folder are refused, whatever the server could read.</summary>
    /// <exception cref="ScenarioException">It is not valid.</exception>
    public Scenario Read(ScenarioRequest request)
    {
        if (request.Files.Count + request.BinaryFiles.Count > MostFiles) throw ApiProblem.Bad($"{request.Files.Count + request.BinaryFiles.Count} files came with the scenario; {MostFiles} may. Put measured lineages into fewer.");
        foreach (var (name, text) in request.Files) Write(name, Encoding.UTF8.GetBytes(text ?? throw new JsonException("a file has no text")));
        foreach (var (name, bytes) in request.BinaryFiles) Write(name, bytes ?? throw new JsonException("a file has no bytes"));
        return Readable(() => ScenarioFile.Parse(request.Scenario, Called(request.FileName), Reading));
    }

    /// <summary>Writes a file for a scenario to find.</summary>
    public void Write(string name, ReadOnlySpan<byte> bytes)
    {
        if (!IsName(name)) throw ApiProblem.Bad($"A file came under a name that no file may have: '{Shown(name)}'. Use relative names such as data/lineages.csv, without '..', of at most {MostName} characters.");
        if (name is RunPlans.ScenarioName or RunPlans.BranchName) throw ApiProblem.Bad($"'{name}' is what the scenario itself is called here. Give your file another name, in the scenario too.");
        Put(name, bytes);
    }

    /// <summary>Reads a scenario with branches grafted on it, from files that were put here.</summary>
    public Scenario Branch(byte[] scenario, string branches, string? condition, double at)
    {
        Put(RunPlans.ScenarioName, scenario);
        Put(RunPlans.BranchName, Encoding.UTF8.GetBytes(branches));
        return Readable(() => ScenarioBranch.Load(PathOf(RunPlans.ScenarioName), PathOf(RunPlans.BranchName), condition, at, Reading));
    }

    /// <summary>Reads a scenario that was put here.</summary>
    public Scenario Load() => Readable(() => ScenarioFile.Load(PathOf(RunPlans.ScenarioName), Reading));

    /// <summary>The run that the files here make, as its own folder holds them.</summary>
    /// <param name="runs">Where the run is.</param>
    /// <param name="run">Which.</param>
    /// <param name="fork">Where it was forked off another; null if it was not.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<RunPlan> Plan(IRuns runs, RunId run, Fork? fork, CancellationToken cancellation)
    {
        foreach (var name in await runs.Results(run, cancellation))
            if (name is RunPlans.ScenarioName or RunPlans.BranchName) Put(name, await RunFile.Bytes(runs, run, name, cancellation));
            else if (IsSource(name)) Write(name, await RunFile.Bytes(runs, run, name, cancellation));
        return Readable(() => RunPlans.In(_root, fork, Reading));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>Whether a file of a run's folder is one that its scenario reads.</summary>
    public static bool IsSource(string name) => name == FounderArchive.FileName || !RunDirectory.IsOwn(name);

    private ScenarioOptions Reading => RunPlans.Reading(_root, new() { Folder = _root })!;

    /// <summary>What the scenario itself cannot tell with a line: a file that came with it is none of its kind.</summary>
    private T Readable<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ScenarioException invalid)
        {
            throw new ScenarioException([.. invalid.Problems.Select(p => p with { What = Outside(p.What) })]);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or DataFileException)
        {
            throw new ApiProblem(StatusCodes.Status422UnprocessableEntity, "invalid-file", $"A file that came with the scenario cannot be used: {Outside(unreadable.Message)}");
        }
    }

    /// <summary>The same without the name of this folder, which is nobody's business.</summary>
    private string Outside(string text) => text.Replace($" in {_root}", " among those that came with the scenario", StringComparison.Ordinal).Replace(_root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    private string PathOf(string name) => Path.Combine(_root, name);

    private void Put(string name, ReadOnlySpan<byte> bytes)
    {
        var path = PathOf(name);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        }
        catch (IOException) when (Directory.Exists(path) || Ancestors(name).Any(a => File.Exists(PathOf(a))))
        {
            throw ApiProblem.Bad($"'{name}' is a file and a folder at once. Rename one of the two.");
        }
    }

    private static IEnumerable<string> Ancestors(string name) => name.Select((c, i) => (c, i)).Where(p => p.c == '/').Select(p => name[..p.i]);

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MostName && !name.Any(c => char.IsControl(c) || c is '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|') && name.Split('/').All(part => part is not ("" or "." or "..") && part.Length < 128);

    private static string Called(string name) => IsName(name) ? Path.GetFileName(name) : RunPlans.ScenarioName;

    private static string Shown(string name) => string.Concat(name.Take(60).Select(c => char.IsControl(c) ? '?' : c));
}
