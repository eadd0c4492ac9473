using System.Runtime.InteropServices;
using Sintropia.Architecture.Tests.Projects;

namespace Sintropia.Architecture.Tests.Laws;

/// <summary>What laws know nothing of: files, networks, clocks, threads, containers, packages, native code. Values in, values out.</summary>
internal static class PurityRule
{
    private static readonly string[] InputAndOutput = ["System.IO", "System.Net", "System.Console", "System.Data", "Microsoft.Win32"];

    private static readonly string[] Clocks = ["System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Threading.Timer", "System.Threading.PeriodicTimer", "System.Timers"];

    private static readonly string[] Threads = ["System.Threading.Tasks.Parallel", "System.Linq.ParallelEnumerable", "System.Threading.Thread", "System.Threading.ThreadPool"];

    // The one place among the laws that starts threads: a product of matrices is worth several cores, and the team hands them chunks that write nothing in common, so that no bit depends on
    // how many there are or who comes first. Whoever wants them asks the team.
    private const string Team = "Sintropia.Tensors.Threads.";

    private static readonly string[] Containers = ["System.IServiceProvider", "Microsoft.Extensions"];

    private static readonly HashSet<(string Type, string Member)> ClockMembers =
    [
        ("System.DateTime", "Now"), ("System.DateTime", "UtcNow"), ("System.DateTime", "Today"), ("System.DateTimeOffset", "Now"), ("System.DateTimeOffset", "UtcNow"),
        ("System.Environment", "TickCount"), ("System.Environment", "TickCount64"),
    ];

    /// <summary>One sentence per thing that a law should not know.</summary>
    public static IEnumerable<string> Violations(CompiledAssembly law) =>
    [
        .. law.References.Where(r => !IsBaseClassLibrary(r) && !IsLaw(r)).Select(r => $"{law.Name} refers to the assembly {r}. Laws need nothing but the base class library and one another."),
        .. law.Types.Where(t => IsAny(InputAndOutput, t)).Select(t => $"{law.Name} knows {t}. Laws neither read nor write: take the values as arguments."),
        .. law.Types.Where(t => IsAny(Clocks, t)).Select(t => $"{law.Name} knows {t}. Time is an argument of a law."),
        .. law.Types.Where(t => IsAny(Threads, t)).SelectMany(t => Threading(law, t)),
        .. law.Types.Where(t => IsAny(Containers, t)).Select(t => $"{law.Name} knows {t}. Laws are composed by calling them."),
        .. law.NativeImports.Select(m => $"{m} is native code, whose bits are another's. Write it in C#."),
        .. ClockReadings(law.Uses),
    ];

    // Named by the team and by nobody else, a type of threads is in order.
    private static IEnumerable<string> Threading(CompiledAssembly law, string type)
    {
        var callers = law.Uses.Where(u => u.Type == type).Select(u => u.Caller).Distinct().ToList();
        if (!callers.Exists(IsTeam)) return [$"{law.Name} knows {type}. Threads are the engine's: a law takes one cell, or a span of them."];
        return callers.Where(c => !IsTeam(c)).Select(c => $"{c} uses {type}. Threads are the team's: make the work a struct of chunks, and let a Team run it.");
    }

    private static bool IsTeam(string caller) => caller.StartsWith(Team, StringComparison.Ordinal);

    /// <summary>Uses that read the time of day or the uptime.</summary>
    public static IEnumerable<string> ClockReadings(IEnumerable<Use> uses) =>
        uses.Where(u => ClockMembers.Contains((u.Type, u.Name))).Select(u => $"{u.Caller} reads {u.Type}.{u.Name}. Time is an argument of a law.");

    // It lies in the folder of the runtime itself; a package that is called System.X does not.
    private static bool IsBaseClassLibrary(string assembly) => File.Exists(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), assembly + ".dll"));

    // Which law may know which is said by the house's table and held by its own rule.
    private static bool IsLaw(string assembly) => assembly.StartsWith("Sintropia.", StringComparison.Ordinal) && House.Find(assembly["Sintropia.".Length..]) is { Row: 1 };

    private static bool IsAny(string[] names, string type) => names.Any(n => type == n || type.StartsWith(n + ".", StringComparison.Ordinal));
}
