using System.Diagnostics;

namespace Sintropia.Cli.Tests.Interruptions;

/// <summary>Waits for what another process does, without a fixed time.</summary>
internal static class Waiting
{
    /// <summary>Until it is so, or the process has ended.</summary>
    public static void For(Process process, Func<bool> so)
    {
        while (!process.HasExited && !so()) Thread.Yield();
    }
}
