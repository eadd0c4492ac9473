namespace Sintropia.Architecture.Tests;

/// <summary>Fails a test with all that is wrong at once: whoever repairs it sees the whole list.</summary>
internal static class Complaint
{
    /// <summary>Passes on an empty list only.</summary>
    public static void None(IEnumerable<string> complaints)
    {
        var all = complaints.Distinct().Order(StringComparer.Ordinal).ToList();
        if (all.Count > 0) Assert.Fail($"{all.Count} thing(s) to put right:\n  {string.Join("\n  ", all)}");
    }
}
