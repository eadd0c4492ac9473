using System.Globalization;

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

    /// <summary>The same with so many cells that a reader can take his time.</summary>
    public static string Lasting(int seed = 5) => Endless(seed).Replace("200 cells", "20000 cells").Replace("cells: 50 cells", "cells: 5000 cells").Replace("every 1000 h", "every 10 h");

    /// <summary>Cells that express something, left alone and treated.</summary>
    public static string Listening { get; } = """
        format: 1
        name: A listening culture
        seed: 21
        duration: 24 h
        record: every 2 h
        cell_types:
          line: { preset: rb-positive }
        compounds:
          palbociclib: { preset: palbociclib }
        expression:
          predictor: stand-in
          dimensions: 16
          half_life: 6 h
          residual_spread: 0.5
          programme: stand-in
        tissues:
          dish:
            populations:
              - { type: line, cells: 150 cells }
        conditions:
          control: []
          treated: [ { compound: palbociclib, dose: 1 uM, from: 12 h } ]
        """;

    /// <summary>The same, crowded, and asked about in every tick for longer than any test: it is ended by whoever began it.</summary>
    public static string Attentive { get; } = Listening.Replace("duration: 24 h", "duration: 800000 h").Replace("record: every 2 h", "record: every 100 h\nlineage: none").Replace("half_life: 6 h", "half_life: 6 h\n  ask_every: 1 ticks")
        .Replace("  dish:\n", "  dish:\n    crowding: { capacity: 400 cells, power: 2 }\n");

    /// <summary>An organism with blood.</summary>
    public static string Patient { get; } = """
        format: 1
        name: A patient
        seed: 9
        duration: 12 h
        record: every 1 h
        organism:
          body: reference-male
        cell_types:
          hepatocyte: { lifespan: { exponential: 300 d } }
        compounds:
          drug:
            unit: uM
            circulation: { molar_mass: 400 g/mol, unbound: 20 %, log_p: 2, bases: 8, hepatic_clearance: 20 L/h, renal_clearance: 2 L/h, absorption: 1 per h, absorbed: 80 % }
        tissues:
          lobules: { organ: liver, populations: [ { type: hepatocyte, cells: 50 cells } ] }
        conditions:
          control: []
          treated: [ { compound: drug, dose: 200 mg po, from: 1 h } ]
        """;

    /// <summary>So many cells in so short ticks that one of them can be followed: they divide after a day, and nothing else happens to them.</summary>
    public static string Slow { get; } = Of("slow.yaml");

    /// <summary>A crowded culture that lasts longer than any test: it is ended by whoever began it.</summary>
    public static string Endless(int seed = 5) => Of("endless.yaml").Replace("seed: 5", string.Create(CultureInfo.InvariantCulture, $"seed: {seed}"), StringComparison.Ordinal);

    private static string Of(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "scenarios", file));
}
