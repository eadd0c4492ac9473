using System.CommandLine;
using Sintropia.Cli.Terminals;
using Sintropia.Cli.Watching;

namespace Sintropia.Cli.Commands;

/// <summary>What verbs of `design` that carry out a task have in common: its file, the folder, threads, and how an interruption ends it.</summary>
internal sealed class DesignRun
{
    private readonly Argument<string> _file = new("TASK") { Description = "What is sought: a YAML file" };
    private readonly Option<string?> _output = new("--out", "-o") { Description = "Folder for tables and page; what is done is kept there, and the same command goes on [default: the task's name with the verb behind it]", HelpName = "DIR" };
    private readonly Option<int?> _threads = new("--threads") { Description = "Threads; the result does not depend on them [default: all processors]", HelpName = "N" };
    private readonly Option<bool> _json = new("--json") { Description = "Print one object at the end, for programs" };

    /// <summary>A verb.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="examples">How it is called.</param>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="work">Carries a task out; returns the answer in sentences and what to print for programs.</param>
    /// <param name="more">Options of this verb alone.</param>
    public static (Command Command, string Examples) Create(string name, string description, string examples, Terminal terminal, Func<DesignRequest, (IReadOnlyList<string> Answer, object Json)> work, params Option[] more)
    {
        var run = new DesignRun();
        run._threads.Validators.Add(r => RunOptions.Within(r, 1, 1024));
        var command = new Command(name, description) { run._file, run._output, run._threads, run._json };
        foreach (var option in more) command.Add(option);
        command.SetAction(parsed => DesignCommand.Reading(() =>
        {
            string path = parsed.GetRequiredValue(run._file), folder = EffectInput.Folder(Path.ChangeExtension(path, null), parsed.GetValue(run._output), name);
            using var interruption = new Interruption(terminal);
            using var stop = new CancellationTokenSource();
            interruption.Asked.ContinueWith(_ => stop.Cancel(), TaskScheduler.Default);
            var bar = new StepBar(terminal);
            var json = parsed.GetValue(run._json);
            try
            {
                var (answer, printed) = work(new(path, folder, parsed.GetValue(run._threads) ?? 0, (done, of, words) =>
                {
                    if (!json) bar.Show(name, done, of, words, done == of);
                }, parsed, stop.Token));
                bar.End();
                if (json) JsonLine.Write(terminal.Output, printed);
                else foreach (var sentence in answer) terminal.Output.WriteLine(sentence);
                return ExitCode.Ok;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                bar.End();
                terminal.Error.WriteLine($"Interrupted; {folder} keeps what is done. Go on with: sintropia design {name} {Shell.Quoted(path)} --out {Shell.Quoted(folder)}");
                return interruption.Code;
            }
        }));
        return (command, examples);
    }
}
