namespace Sintropia.Client.Tests;

/// <summary>Scenarios of the tests.</summary>
internal static class Cultures
{
    /// <summary>So many cells in so short ticks that one of them can be followed.</summary>
    public static string Slow { get; } = """
        format: 1
        name: A slow culture
        seed: 5
        duration: 2000 h
        tick: 1 min
        record: every 10 h
        lineage: none
        cell_types:
          line: { cycle: { G1: 11 h, S: 8 h, G2: 4 h, M: 1 h } }
        tissues:
          dish:
            crowding: { capacity: 400000 cells, power: 2 }
            populations:
              - { type: line, cells: 100000 cells }
        """;

    public static string Drugged { get; } = """
        format: 1
        name: A drugged culture
        seed: 11
        duration: 48 h
        record: every 1 h
        cell_types:
          line: { preset: rb-positive }
        compounds:
          palbociclib: { preset: palbociclib }
        tissues:
          dish:
            populations:
              - { type: line, cells: 400 cells }
        conditions:
          control: []
          treated: [ { compound: palbociclib, dose: 1 uM, from: 12 h, until: 30 h } ]
        """;

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

    public static string Endless { get; } = """
        format: 1
        name: An endless culture
        seed: 5
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
