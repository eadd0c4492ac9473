namespace Sintropia.Client.Tests;

/// <summary>Scenarios of the tests; those of client/python are the same files.</summary>
internal static class Cultures
{
    /// <summary>So many cells in so short ticks that one of them can be followed.</summary>
    public static string Slow { get; } = Of("slow.yaml");

    public static string Drugged { get; } = Of("drugged.yaml");

    public static string Small(int seed = 3) => $$"""
        format: 1
        name: A small culture
        seed: {{seed}}
        duration: 12 h
        record: every 1 h
        cell_types:
          line: { preset: rb-positive }
        tissues:
          dish:
            populations:
              - { type: line, cells: 30 cells }
        """;

    public static string Endless { get; } = Of("endless.yaml");

    private static string Of(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "scenarios", file));
}
