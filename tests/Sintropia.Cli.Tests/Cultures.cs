namespace Sintropia.Cli.Tests;

/// <summary>Scenarios of the tests.</summary>
internal static class Cultures
{
    /// <summary>Two conditions with everything that a checkpoint has to keep: resting and held cells, memory, clearance, lineage.</summary>
    public static string Drugged(int cells = 300, string duration = "48 h", string more = "") => $$"""
        format: 1
        name: A drugged culture
        seed: 11
        duration: {{duration}}
        record: every 1 h
        {{more}}
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
              - { type: line, cells: {{cells}} cells }
        conditions:
          control: []
          treated: [ { compound: palbociclib, dose: 1 uM, from: 12 h, until: 30 h } ]
        """;

    /// <summary>One condition, few cells: for what does not depend on them.</summary>
    public static string Small(string more = "") => $$"""
        format: 1
        name: A small culture
        seed: 3
        duration: 12 h
        record: every 1 h
        {{more}}
        cell_types:
          line: { preset: rb-positive }
        tissues:
          dish:
            populations:
              - { type: line, cells: 50 cells }
        """;
}
