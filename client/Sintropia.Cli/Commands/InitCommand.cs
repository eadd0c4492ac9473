using System.CommandLine;
using Sintropia.Cli.Terminals;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia init`: a commented scenario to begin with.</summary>
internal static class InitCommand
{
    private const string First = "first-culture";

    public static (Command, string) Create(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "Where to write", DefaultValueFactory = _ => "." };
        var example = new Option<string>("--example") { Description = "Which example; --list names them", HelpName = "NAME", DefaultValueFactory = _ => First };
        var list = new Option<bool>("--list") { Description = "List the examples and write nothing" };
        var schema = new Option<bool>("--schema") { Description = $"Write {Examples.SchemaName} too, with which editors complete and check scenarios" };
        var command = new Command("init", "Write a commented scenario to begin with") { folder, example, list, schema, InitDatasetCommand.Create(folder, terminal) };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(list)) return List(terminal);
            Write(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(example), parsed.GetValue(schema), terminal);
            return ExitCode.Ok;
        });
        return (command, "sintropia init\nsintropia init --list\nsintropia init my-study --example first-culture --schema\nsintropia init dataset --cells 5000 --genes 2000 --out truth.h5ad");
    }

    private static int List(Terminal terminal)
    {
        var names = Examples.Names;
        var wide = names.Max(n => n.Length);
        foreach (var name in names) terminal.Output.WriteLine($"  {terminal.Strong(name.PadRight(wide))}  {Examples.About(name)}");
        return ExitCode.Ok;
    }

    private static void Write(string folder, string example, bool schema, Terminal terminal)
    {
        if (!Examples.Names.Contains(example))
            throw new CommandFailure(ExitCode.Usage, $"There is no example '{example}'; there are {string.Join(", ", Examples.Names)}.");
        var files = Examples.Files(example, schema);
        var there = files.Keys.Select(f => Path.Combine(folder, f)).FirstOrDefault(Path.Exists);
        if (there is not null) throw new CommandFailure(ExitCode.Usage, $"{there} is there already, so nothing was written. Move it away, or name another folder.");
        try
        {
            foreach (var (name, bytes) in files)
            {
                var path = Path.Combine(folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
                using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write)) file.Write(bytes);
                terminal.Output.WriteLine($"Written: {Shown(path)}");
            }
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.RunFailed, $"The example cannot be written: {failed.Message} Name another folder.", failed);
        }

        var scenario = Shell.Quoted(Shown(Path.Combine(folder, example + ".yaml")));
        terminal.Output.WriteLine($"\nNext:\n  sintropia explain {scenario}\n  sintropia run {scenario}");
    }

    private static string Shown(string path) => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
}
