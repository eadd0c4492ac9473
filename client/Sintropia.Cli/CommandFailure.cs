namespace Sintropia.Cli;

/// <summary>A command cannot do what it was asked, for a reason that its user can mend.</summary>
/// <param name="code">One of <see cref="ExitCode"/>.</param>
/// <param name="message">What was wrong, and what to do.</param>
/// <param name="inner">What caused it, if something did.</param>
internal sealed class CommandFailure(int code, string message, Exception? inner = null) : Exception(message, inner)
{
    public int Code => code;
}
