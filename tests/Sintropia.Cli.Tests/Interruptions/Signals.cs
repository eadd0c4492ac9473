namespace Sintropia.Cli.Tests.Interruptions;

/// <summary>Numbers of signals, POSIX.</summary>
internal static class Signals
{
    public const int Interrupt = 2, Kill = 9, Terminate = 15;
}
