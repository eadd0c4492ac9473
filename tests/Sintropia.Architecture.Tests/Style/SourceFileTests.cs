namespace Sintropia.Architecture.Tests.Style;

public sealed class SourceFileTests
{
    [Fact]
    public void Declarations_are_found_with_their_visibility()
    {
        var file = Parse("""
            namespace A.B;
            [Some(typeof(int))] public sealed partial class One<T> : IThing where T : class { public class Nested { } }
            public readonly record struct Two(double X, string Y = "class Not { }");
            internal static class Three { }
            public enum Four { A, B }
            public delegate Task<int> Five(string s);
            public interface ISix { }
            record Seven;
            """);

        Assert.Equal("A.B", file.Namespace);
        Assert.Equal(["One", "Two", "Three", "Four", "Five", "ISix", "Seven"], file.Types.Select(t => t.Name));
        Assert.Equal(["One", "Two", "Four", "Five", "ISix"], file.Types.Where(t => t.IsPublic).Select(t => t.Name));
    }

    [Fact]
    public void Words_in_comments_strings_and_characters_declare_nothing()
    {
        var file = Parse("""
            // public class InALine { }
            /* public class
               InABlock { } */
            namespace A;
            /// <summary>A public class Documented { }</summary>
            public static class Real
            {
                const string a = "} public class InAString {", b = @"} "" public class Verbatim {", c = $"}} {(x ? $"public class {"Inner {"}" : "")} {{";
                const char d = '"', e = '\'', f = '{';
            }
            """ + "\npublic static class After { const string g = \"\"\"\n } public class Raw { \" \n\"\"\"; }");

        Assert.Equal(["Real", "After"], file.Types.Select(t => t.Name));
    }

    [Fact]
    public void A_namespace_in_braces_is_told_from_one_of_the_file()
    {
        Assert.True(Parse("namespace A\n{\n    public class B { }\n}").BlockNamespace);
        Assert.Equal("B", Assert.Single(Parse("namespace A\n{\n    public class B { class C { } }\n}").Types).Name);
        Assert.False(Parse("namespace A;\npublic class B { }").BlockNamespace);
    }

    private static SourceFile Parse(string source) => SourceFile.Parse("src/Sintropia.A/B.cs", source);
}
