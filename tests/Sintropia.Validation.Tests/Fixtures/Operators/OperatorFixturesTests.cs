using System.Text.Json;
using Sintropia.Validation.Fixtures;

namespace Sintropia.Validation.Tests.Fixtures.Operators;

public sealed class OperatorFixturesTests
{
    [Fact]
    public void Every_operator_and_its_gradients_agree_with_the_reference()
    {
        var folder = Parity.Folder("ops");
        using var config = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "config.json")));
        var cases = FixtureRun.Run(folder).ToArray();

        Assert.Equal(config.RootElement.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("name").GetString()), cases.Select(c => c.Name));
        Assert.Empty(cases.Where(c => c.Verdict != FixtureVerdict.Pass).Select(c => $"{c.Name}: {c.Reason}{string.Join(", ", c.Tensors.Where(t => !t.Agrees).Select(t => $"{t.Name} {t.Problem} {t.Error:g3} of {t.Allowed:g3}"))}"));
    }

    [Fact]
    public void Every_folder_beside_the_repository_is_run_or_named()
    {
        var folder = Parity.Folder("");
        var cases = FixtureRun.Run(folder).ToArray();

        // Folders of networks have no case of that name, and are known all the same.
        var known = FixtureFolder.Find(folder).Where(f => FixtureRun.Kinds.Any(kind => kind.Recognises(f))).Select(f => f.Name);
        Assert.Equal(Directory.EnumerateDirectories(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal), cases.Select(c => c.Folder).Union(known).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(cases, c => c.Verdict is FixtureVerdict.Unknown or FixtureVerdict.Fail);
    }
}
