using System.Reflection;
using System.Text.RegularExpressions;

namespace Sintropia.Web.Tests.Security;

/// <summary>The security list in the README of Sintropia.Web: each of its lines names a test that is there.</summary>
public sealed partial class SecurityListTests
{
    private static readonly string Root = Climb();

    public static TheoryData<string, string> Lines
    {
        get
        {
            var list = File.ReadAllText(Path.Combine(Root, "src", "Sintropia.Web", "README.md")).Split("## What is guarded")[1];
            return [.. Line().Matches(list).Skip(1).Select(m => (m.Groups[1].Value.Trim(), m.Groups[2].Value.Trim())).Where(l => !l.Item1.StartsWith("---", StringComparison.Ordinal))];
        }
    }

    [Theory, MemberData(nameof(Lines))]
    public void Every_line_names_a_test_that_is_there(string guarded, string tests)
    {
        var named = Name().Matches(tests).Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(named);
        string? file = null;
        foreach (var name in named)
        {
            var (type, method) = name.Split('.') switch { [var only] when only.EndsWith("Tests", StringComparison.Ordinal) => (only, null), [var only] => (null, only), [.., var one, var two] => (one, two), _ => (null, null) };
            if (name.StartsWith("Sintropia.", StringComparison.Ordinal)) // a project of tests
            {
                Assert.NotEmpty(Directory.GetFiles(Path.Combine(Root, "tests", name), "*Tests.cs"));
                continue;
            }

            if (type is not null) file = Directory.EnumerateFiles(Path.Combine(Root, "tests", Assembly.GetExecutingAssembly().GetName().Name!), $"{type}.cs", SearchOption.AllDirectories).Single();
            Assert.True(file is not null, $"'{guarded}' names {name}, and no class of tests before it.");
            if (method is not null) Assert.Matches($@"\b(void|Task) {Regex.Escape(method.TrimEnd('…'))}{(method.EndsWith('…') ? @"\w+" : @"\b")}", File.ReadAllText(file));
        }
    }

    [Fact]
    public void The_list_is_read_whole() => Assert.True(Lines.Count > 20, $"{Lines.Count} lines were found.");

    private static string Climb()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Sintropia.Embedded.slnf"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("These tests run inside the repository, whose README they read.");
    }

    [GeneratedRegex(@"(?m)^\|([^|\n]+)\|([^|\n]+)\|$")]
    private static partial Regex Line();

    [GeneratedRegex("`([A-Za-z_.…0-9]+)`")]
    private static partial Regex Name();
}
