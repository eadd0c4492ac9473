namespace Sintropia.Gateway.Tests;

/// <summary>Scenarios of the tests.</summary>
internal static class Cultures
{
    /// <summary>Two conditions with everything that a checkpoint has to keep.</summary>
    public static string Drugged(int seed) => $$"""
        format: 1
        name: A drugged culture
        seed: {{seed}}
        duration: 48 h
        record: every 1 h
        cell_types:
          line:
            preset: rb-positive
            quiescence: { probability: 20 %, rest: { exponential: 10 h } }
        compounds:
          palbociclib: { preset: palbociclib }
        tissues:
          dish:
            crowding: { capacity: 20000 cells, power: 2 }
            populations:
              - { type: line, cells: 250 cells }
        conditions:
          control: []
          treated: [ { compound: palbociclib, dose: 1 uM, from: 12 h, until: 30 h } ]
        """;

    /// <summary>Done in a moment.</summary>
    public static string Small(int seed) => $$"""
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

    /// <summary>Lasts longer than any test.</summary>
    public static string Endless { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "scenarios", "endless.yaml"));
}
