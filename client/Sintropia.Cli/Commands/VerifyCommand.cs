using System.CommandLine;
using Sintropia.Cli.Terminals;
using Sintropia.Validation;
using Sintropia.Validation.Books;
using Sintropia.Validation.Fixtures;
using Sintropia.Validation.Writing;

namespace Sintropia.Cli.Commands;

/// <summary>`sintropia verify`: asks the engine for what is known without it.</summary>
internal static class VerifyCommand
{
    private const int FoundersOfQuick = 20_000;

    /// <param name="terminal">Where to write.</param>
    /// <param name="onTrial">What is verified; the engine if null.</param>
    public static (Command Command, string Examples) Create(Terminal terminal, Subject? onTrial = null)
    {
        var seed = new Option<ulong>("--seed") { Description = "Seed of all draws [default: the published one]", HelpName = "SEED", DefaultValueFactory = _ => Verification.PublishedSeed };
        var seeds = new Option<int>("--seeds") { Description = "Run the book again with this many seeds that follow, of which one in 20 may fail by chance", HelpName = "N", DefaultValueFactory = _ => 0 };
        var json = new Option<bool>("--json") { Description = "Print an object a row, for programs" };
        var html = new Option<string?>("--html") { Description = "Write the book as a page, too", HelpName = "FILE" };
        var whole = new Option<string?>("--book") { Description = "Write the book as a page to print, with what each row reads under a wrong law: takes about twice as long", HelpName = "FILE" };
        var quick = new Option<bool>("--quick") { Description = $"{Words.Count(FoundersOfQuick)} founders a culture: faster, and blind to smaller errors" };
        var only = new Option<string?>("--only") { Description = "Only groups of rows with this in their name", HelpName = "TEXT" };
        var threads = new Option<int?>("--threads") { Description = "Threads; the result does not depend on them [default: all processors]", HelpName = "N" };
        var fixtures = new Option<string?>("--fixtures") { Description = "In place of the book: run a folder of golden numbers of a reference, or every one in a folder", HelpName = "DIR" };
        threads.Validators.Add(r => RunOptions.Within(r, 1, 1024));
        seeds.Validators.Add(r => RunOptions.Within(r, 0, 10_000));
        var command = new Command("verify", "Check the engine against closed forms and published numbers, or against the numbers of reference implementations: exit code 0 if every row passes, 6 if not") { seed, seeds, json, html, whole, quick, only, threads, fixtures };
        command.Validators.Add(r =>
        {
            if (r.GetResult(fixtures) is not { Implicit: false }) return;
            foreach (var option in new Option[] { seed, seeds, html, whole, quick, threads }.Where(o => r.GetResult(o) is { Implicit: false })) r.AddError($"{option.Name} has no meaning with --fixtures: leave one of the two out.");
        });
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(fixtures) is { } folder) return Fixtures(folder, parsed.GetValue(only) ?? "", parsed.GetValue(json), terminal);
            var usual = new VerificationOptions();
            var options = usual with { Only = parsed.GetValue(only), Founders = parsed.GetValue(quick) ? FoundersOfQuick : usual.Founders, Threads = parsed.GetValue(threads) ?? usual.Threads, Subject = onTrial ?? Subject.Engine };
            try
            {
                var book = Book(parsed.GetValue(seed), options, parsed.GetValue(json), terminal);
                if (parsed.GetValue(html) is { } page) Write(book, page, "--html", parsed.GetValue(json), terminal);
                if (parsed.GetValue(whole) is { } printed) Write(book with { Wrong = Verification.UnderWrongLaws(options) }, printed, "--book", parsed.GetValue(json), terminal);
                var passed = book.AllPassed & Sweep(parsed.GetValue(seed), parsed.GetValue(seeds), options, parsed.GetValue(json), terminal);
                return passed ? ExitCode.Ok : ExitCode.Differs;
            }
            catch (ArgumentException unknown) when (parsed.GetValue(only) is not null)
            {
                throw new CommandFailure(ExitCode.Usage, unknown.Message.Replace($" (Parameter '{unknown.ParamName}')", "", StringComparison.Ordinal), unknown);
            }
        });
        return (command, "sintropia verify\nsintropia verify --json | jq 'select(.verdict == \"fail\")'\nsintropia verify --book verification.html\nsintropia verify --fixtures parity --only softmax");
    }

    /// <summary>The header, with the seed, comes before anything is drawn; rows come as they are judged.</summary>
    private static VerificationBook Book(ulong seed, VerificationOptions options, bool json, Terminal terminal)
    {
        var begun = terminal.Time.GetTimestamp();
        var header = Verification.Announce(seed, options);
        if (!json) terminal.Output.WriteLine(TableText.Header(header));
        var rows = new List<VerificationRow>();
        foreach (var row in Verification.Run(seed, options))
        {
            if (json) terminal.Output.WriteLine(JsonLines.Row(row));
            else Row(row, rows.Count == 0 || rows[^1].Group != row.Group, terminal);
            rows.Add(row);
        }

        var book = new VerificationBook { Header = header, Rows = rows, LeftOut = Verification.LeftOut, Elapsed = terminal.Time.GetElapsedTime(begun) };
        if (!json) terminal.Output.WriteLine($"\n{TableText.Summary(book)}");
        return book;
    }

    /// <summary>Cases come as they are judged. Folders that cannot be run yet fail nothing, but they alone verify nothing.</summary>
    private static int Fixtures(string folder, string only, bool json, Terminal terminal)
    {
        var cases = new List<FixtureCase>();
        try
        {
            foreach (var judged in FixtureRun.Run(folder, only))
            {
                if (json) terminal.Output.WriteLine(FixtureJson.Line(judged));
                else Case(judged, cases.Count == 0 || cases[^1].Folder != judged.Folder, terminal);
                cases.Add(judged);
            }
        }
        catch (FixtureException none)
        {
            throw new CommandFailure(ExitCode.InvalidInput, none.Message, none);
        }

        if (!json) terminal.Output.WriteLine($"\n{FixtureText.Summary(cases)}");
        if (cases.Any(c => c.Verdict == FixtureVerdict.Fail)) return ExitCode.Differs;
        return cases.Any(c => c.Verdict == FixtureVerdict.Pass) ? ExitCode.Ok
            : throw new CommandFailure(ExitCode.InvalidInput, only.Length > 0 ? $"No case with '{only}' in its name could be run." : $"{folder} holds nothing that this version can run.");
    }

    private static void Case(FixtureCase judged, bool first, Terminal terminal)
    {
        if (first) terminal.Output.WriteLine($"\n{terminal.Strong(judged.Folder)}");
        if (first && judged.Tensors.Count > 0) terminal.Output.WriteLine(terminal.Soft(FixtureText.Columns));
        foreach (var line in FixtureText.Lines(judged))
        {
            var verdict = line[..4];
            terminal.Output.WriteLine(judged.Verdict switch { FixtureVerdict.Pass => terminal.Good(verdict), FixtureVerdict.Fail => terminal.Bad(verdict), _ => verdict } + line[4..]);
        }
    }

    private static void Row(VerificationRow row, bool first, Terminal terminal)
    {
        if (first) terminal.Output.WriteLine($"\n{terminal.Strong(row.Group)}\n{terminal.Soft(TableText.Columns)}");
        var text = TableText.Row(row);
        terminal.Output.WriteLine((row.Verdict == Verdict.Pass ? terminal.Good(text[..4]) : terminal.Bad(text[..4])) + text[4..]);
    }

    private static bool Sweep(ulong seed, int count, VerificationOptions options, bool json, Terminal terminal)
    {
        var passed = 0;
        if (count > 0 && !json) terminal.Output.WriteLine();
        foreach (var book in Verification.Sweep(seed, count, options))
        {
            var failed = book.Failures.Select(f => f.Name).ToArray();
            if (failed.Length == 0) passed++;
            if (json) JsonLine.Write(terminal.Output, new { book.Header.Seed, Rows = book.Rows.Count, Failed = failed, book.Elapsed.TotalSeconds });
            else terminal.Output.WriteLine($"{(failed.Length == 0 ? terminal.Good("pass") : terminal.Bad("FAIL"))}  seed {book.Header.Seed}  {string.Join("; ", failed)}".TrimEnd());
        }

        if (count > 0 && !json) terminal.Output.WriteLine($"{passed} of {count} other seeds pass. A correct engine fails about one in {1 / options.FamilyWise:0}.");
        // One seed in many may fail by chance; more than that says that something is wrong.
        return count - passed <= Math.Max(1, count / 20);
    }

    private static void Write(VerificationBook book, string page, string option, bool json, Terminal terminal)
    {
        try
        {
            HtmlBook.Write(book, page);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.RunFailed, $"The page could not be written: {failed.Message} Name another file with {option}.", failed);
        }

        if (!json) terminal.Output.WriteLine($"Written: {page}");
    }
}
