namespace Sintropia.Architecture.Tests.Style;

public sealed class StyleRuleTests
{
    [Theory]
    [InlineData("Cycle/PhaseClock.cs", "namespace Sintropia.Biology.Cycle; public readonly record struct PhaseClock(double Since); internal sealed class Own { }")]
    [InlineData("Cycle/PhaseClock.Reading.cs", "namespace Sintropia.Biology.Cycle; public partial struct PhaseClock { }")]
    [InlineData("Cycle/Databases.cs", "namespace Sintropia.Biology.Cycle; public sealed class Databases { public sealed class Nested { } }")]
    [InlineData("Program.cs", "return 0;")]
    public void A_file_in_order_is_green(string path, string source) => Assert.Empty(Violations(path, source));

    [Theory]
    [InlineData("A.cs", "namespace N; public class A { } public class B { }", "2 public types, A, B")]
    [InlineData("Other.cs", "namespace N; public class A { }", "Call the file A.cs")]
    [InlineData("A.cs", "public class A { }", "in no namespace")]
    [InlineData("A.cs", "namespace N\n{\n public class A { }\n}", "the namespace has braces")]
    [InlineData("Cycle.cs", "namespace Sintropia.Biology.Cycle; public class Cycle { }", "name of its namespace")]
    [InlineData("CellManager.cs", "namespace N; public class CellManager { }", "'Manager'")]
    [InlineData("A.cs", "namespace N; internal class CellData { }", "'Data'")]
    [InlineData("Models/A.cs", "namespace N; public class A { }", "'Models' says nothing")]
    public void A_broken_rule_is_red_and_says_what_to_do(string path, string source, string said) =>
        Assert.Contains(said, Assert.Single(Violations(path, source)), StringComparison.Ordinal);

    private static IEnumerable<string> Violations(string path, string source) => StyleRule.Violations(SourceFile.Parse("src/Sintropia.Biology/" + path, source));
}
