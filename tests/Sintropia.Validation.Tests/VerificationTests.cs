using Sintropia.Simulation.Organisms;
using Sintropia.Validation.Books;

namespace Sintropia.Validation.Tests;

public sealed class VerificationTests
{
    [Fact]
    public void The_engine_passes_every_row_with_the_published_seed()
    {
        var book = Verification.Complete(Verification.PublishedSeed, new() { Founders = 20_000, Threads = 2 });

        Assert.Empty(book.Failures.Select(f => $"{f.Name}: {f.Obtained} for {f.Expected} ± {f.Tolerance}"));
        Assert.True(book.AllPassed);
    }

    [Fact]
    public void What_is_announced_is_what_is_run()
    {
        var options = new VerificationOptions { Founders = 500 };
        var header = Verification.Announce(7, options);
        var rows = Verification.Run(7, options).ToArray();

        Assert.Equal(7UL, header.Seed);
        Assert.Equal(header.Rows, rows.Length);
        Assert.Equal(header.Comparisons, rows.Count(r => r.StandardError is not null || r.Basis == "Kolmogorov–Smirnov"));
        Assert.All(rows, r => Assert.Equal(7UL, r.Seed));
        Assert.Equal(rows.Length, rows.Select(r => r.Name).Distinct().Count());
        Assert.All(rows, r => Assert.All([r.What, r.Source, r.WrongLaw], text => Assert.NotEqual("", text)));
    }

    [Fact]
    public void One_error_rate_is_shared_by_all_comparisons_even_when_only_some_are_run()
    {
        var whole = Verification.Announce(1, new());
        var part = Verification.Announce(1, new() { Only = "Yule" });
        var strict = Verification.Announce(1, new() { FamilyWise = 0.001 });

        Assert.InRange(whole.CriticalZ, 3.7, 4.1); // Šidák's share of 1 % among 80 to 120
        Assert.Equal(whole.CriticalZ, part.CriticalZ);
        Assert.Equal(3, part.Rows);
        Assert.True(strict.CriticalZ > whole.CriticalZ);
    }

    [Fact]
    public void Rows_come_as_they_are_finished()
    {
        var founded = 0;
        var counting = new Subject
        {
            Found = (plan, options) =>
            {
                founded++;
                return Organism.Found(plan, options);
            },
        };
        using var rows = Verification.Run(1, new() { Founders = 500, Subject = counting }).GetEnumerator();

        Assert.True(rows.MoveNext());
        Assert.Equal(1, founded);
    }

    [Fact]
    public void A_book_repeats_to_the_last_digit_and_another_seed_gives_other_numbers()
    {
        var options = new VerificationOptions { Founders = 500, Only = "Culture", Threads = 1 };
        var first = Verification.Run(3, options).Select(r => r.Obtained).ToArray();

        Assert.Equal(first, Verification.Run(3, options with { Threads = 3 }).Select(r => r.Obtained));
        Assert.NotEqual(first, Verification.Run(4, options).Select(r => r.Obtained));
    }

    [Fact]
    public void Statistical_errors_are_as_large_as_they_say()
    {
        // Over books of other seeds z scores must have a spread of one: an error that forgot that clones are relatives would give far more.
        var books = Verification.Sweep(100, 20, new() { Founders = 2_000, Only = "Culture", Threads = 2 });
        var scores = books.SelectMany(b => b.Rows).Where(r => r.StandardError > 0 && !r.Name.StartsWith("MCF", StringComparison.Ordinal))
            .Select(r => (r.Obtained.Number!.Value - r.Expected.Number!.Value) / r.StandardError!.Value).ToArray();

        Assert.InRange(Math.Sqrt(scores.Average(z => z * z)), 0.9, 1.12);
    }

    [Fact]
    public void An_unknown_group_is_refused_with_the_names_there_are()
    {
        var error = Assert.Throws<ArgumentException>(() => Verification.Run(1, new() { Only = "Yuel" }));
        Assert.Contains("“Yuel”", error.Message);
        Assert.Contains("Ensemble · Yule process", error.Message);
    }

    [Fact]
    public void Progress_names_what_is_under_way_and_ends_complete()
    {
        var heard = new Heard();
        _ = Verification.Run(1, new() { Founders = 500, Only = "Partition" }, heard).Count();

        Assert.Equal([new(0, 2, "Partition · 1000 molecules"), new(1, 2, "Partition · 7 molecules"), new(2, 2, "")], heard.Reports);
    }

    private sealed class Heard : IProgress<VerificationProgress>
    {
        public List<VerificationProgress> Reports { get; } = [];

        public void Report(VerificationProgress value) => Reports.Add(value);
    }
}
