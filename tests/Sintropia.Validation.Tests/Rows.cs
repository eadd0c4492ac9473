using Sintropia.Validation.Books;

namespace Sintropia.Validation.Tests;

/// <summary>Parts of the book under small cultures: a wrong law is far enough off to be seen by fewer founders.</summary>
internal static class Rows
{
    public const int Few = 6_000;

    public static IReadOnlyDictionary<string, VerificationRow> Of(Subject subject, string? only = null, int founders = Few) =>
        Verification.Run(Verification.PublishedSeed, new() { Subject = subject, Only = only, Founders = founders, Threads = 2 }).ToDictionary(r => r.Name);

    public static void Fails(this IReadOnlyDictionary<string, VerificationRow> rows, params string[] names) =>
        Assert.All(names, name => Assert.True(rows[name].Verdict == Verdict.Fail, $"{name} passed with {rows[name].Obtained} for {rows[name].Expected} ± {rows[name].Tolerance}"));

    public static void Passes(this IReadOnlyDictionary<string, VerificationRow> rows, params string[] names) => Assert.All(names, name => Assert.Equal(Verdict.Pass, rows[name].Verdict));
}
