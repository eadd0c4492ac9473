using Sintropia.Runs.Checkpoints;
using Sintropia.Runs.Execution;

namespace Sintropia.Grains.Runs;

/// <summary>Where a machine of the cluster keeps runs and finds their checkpoints.</summary>
/// <param name="root">Folder of all runs, which the machines share.</param>
/// <param name="checkpoints">The checkpoints of the run in a folder, given by its name; null for a folder within it.</param>
/// <param name="completed">Given the path of each run that was carried out to its end, before that is told: to write a report there, for example. After a loss it may be given one again.</param>
public sealed class RunStorage(string root, Func<string, ICheckpointStore>? checkpoints = null, Action<string>? completed = null)
{
    /// <summary>Has done what is done with a run that is complete.</summary>
    /// <param name="folder">Its folder, relative to all runs.</param>
    public void Complete(string folder) => completed?.Invoke(PathOf(folder));

    /// <summary>The checkpoints of a run.</summary>
    /// <param name="folder">Its folder, relative to all runs.</param>
    public ICheckpointStore Checkpoints(string folder) => checkpoints is null ? new FolderCheckpoints(Path.Combine(PathOf(folder), "checkpoints")) : checkpoints(folder);

    /// <summary>The path of a run's folder.</summary>
    /// <exception cref="IOException">The name leads out of the folder of all runs.</exception>
    public string PathOf(string folder) => Below(root, folder)
        ?? throw new IOException($"'{folder}' is no folder for a run on this cluster: it has to lie in the folder of all runs, under one name only. Give a relative name without '.' and '..'.");

    /// <summary>Compiles the plan of a run from its files.</summary>
    /// <param name="run">The run.</param>
    /// <param name="scenario">Its files.</param>
    public RunPlan Compile(string run, RunScenario scenario)
    {
        var folder = Directory.CreateTempSubdirectory($"sintropia-{run}-").FullName;
        try
        {
            foreach (var (name, bytes) in scenario.Files)
            {
                var path = Below(folder, name) ?? throw new IOException($"The scenario of {run} names the file '{name}', which leads out of its folder. Copy the file beside the scenario.");
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, bytes);
            }

            var plan = RunPlans.In(folder, scenario.ForkOf is null ? null : new(scenario.ForkOf, scenario.ForkCondition, scenario.ForkAt));
            return plan with { Facts = plan.Facts with { Files = scenario.Files } };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The path of a name below a folder; null if it leads out of it, or is another name for what has a shorter one.</summary>
    private static string? Below(string folder, string name) =>
        name.Length > 0 && !Path.IsPathRooted(name) && name.Split('/', '\\').All(part => part is not ("" or "." or "..")) ? Path.Combine(Path.GetFullPath(folder), name) : null;
}
