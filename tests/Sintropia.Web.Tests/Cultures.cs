namespace Sintropia.Web.Tests;

/// <summary>Scenarios of the tests.</summary>
internal static class Cultures
{
    /// <summary>One condition, few cells: done in a moment.</summary>
    public static string Small(int seed = 3, string name = "A small culture") => $$"""
        format: 1
        name: "{{name}}"
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

    /// <summary>Two conditions and two replicates.</summary>
    public static string Drugged { get; } = """
        format: 1
        name: A drugged culture
        seed: 11
        duration: 36 h
        replicates: 2
        record: every 2 h
        cell_types:
          line: { preset: rb-positive }
        compounds:
          palbociclib: { preset: palbociclib }
        tissues:
          dish:
            populations:
              - { type: line, cells: 60 cells }
        conditions:
          control: []
          treated: [ { compound: palbociclib, dose: 1 uM, from: 12 h, until: 30 h } ]
        """;

    /// <summary>A crowded culture that lasts longer than any test: it is ended by whoever began it.</summary>
    public static string Endless(int seed = 5) => $$"""
        format: 1
        name: An endless culture
        seed: {{seed}}
        duration: 800000 h
        record: every 1000 h
        lineage: none
        cell_types:
          line: { preset: rb-positive }
        tissues:
          dish:
            crowding: { capacity: 200 cells, power: 2 }
            populations:
              - { type: line, cells: 50 cells }
        """;
}
