using Sintropia.Runs.Execution;
using Sintropia.Runs.Port;

namespace Sintropia.Cli.Watching;

/// <summary>How a run is shown while it is under way: as a bar, as lines, for programs, or not at all.</summary>
internal interface IRunView : IAsyncDisposable
{
    /// <summary>The run is about to begin.</summary>
    void Begin(RunRequest request);

    /// <summary>It is this far.</summary>
    /// <param name="progress">How far.</param>
    /// <param name="secondsLeft">Expected wall time to the end, s; NaN while nothing can be said.</param>
    void Show(RunProgress progress, double secondsLeft);

    /// <summary>Something that its user should know.</summary>
    void Tell(string note);
}
