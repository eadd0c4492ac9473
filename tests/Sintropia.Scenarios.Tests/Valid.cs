namespace Sintropia.Scenarios.Tests;

/// <summary>A scenario that is right, for tests that break one thing in it.</summary>
internal static class Valid
{
    public const string Text = """
        format: 1
        name: Valid
        seed: 1
        duration: 96 h
        cell_types:
          line:
            cycle: { G1: { erlang: 11 h, stages: 4 }, S: 8 h, G2: 4 h, M: 1 h }
            radiosensitivity: { alpha: 0.2 per Gy, beta: 0.02 per Gy2, repair: 1 h }
        compounds:
          drug: { unit: uM, effects: [ { holds: G1, ec50: 100 nM, requires: RB1 } ] }
        tissues:
          dish:
            populations:
              - { type: line, cells: 500 cells }
        conditions:
          control: []
          treated:
            - { compound: drug, dose: 1 uM, from: 24 h, until: 72 h }
        """;

    public static Scenario Scenario => Parse(Text);

    public static Scenario Parse(string text) => ScenarioFile.Parse(text.ReplaceLineEndings("\n"), "test.yaml");

    /// <summary>The valid scenario with one piece replaced.</summary>
    public static string With(string old, string other)
    {
        Assert.Contains(old, Text);
        return Text.ReplaceLineEndings("\n").Replace(old, other);
    }

    /// <summary>All problems of a text; it has to have some.</summary>
    public static IReadOnlyList<ScenarioProblem> Problems(string text) => Assert.Throws<ScenarioException>(() => Parse(text)).Problems;

    /// <summary>The only problem of a text.</summary>
    public static ScenarioProblem Problem(string text) => Assert.Single(Problems(text));
}
