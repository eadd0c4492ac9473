using Sintropia.Scenarios.Quantities;

namespace Sintropia.Scenarios.Format;

/// <summary>The keys of sweeps, in a scenario or in a file of their own.</summary>
internal static class SweepFormat
{
    public static readonly string[] Designs = ["grid", "list", "latin-hypercube", "sobol", "saltelli", "morris"];

    public static IReadOnlyList<KeyTable> Tables { get; } =
    [
        new("sweep", "a sweep", "The scenario over and over again, with other numbers in it. `sintropia sweep` carries it out.",
        [
            new("scenario", new TextForm(), "In a file of its own: the scenario, relative to the file's folder.", "first-culture.yaml"),
            new("name", new TextForm(), "What the sweep is called in its report; the scenario's name if left out.", "Potency and dose"),
            new("design", new ChoiceForm(Designs), "Which combinations: grid, all with all; list, the first values together, then the second; latin-hypercube and sobol, spread over the ranges; saltelli, for Sobol indices; morris, for elementary effects. grid if left out.", "saltelli"),
            new("samples", new QuantityForm([Dimension.Number], 1, 1_000_000, Whole: true), "Points of latin-hypercube and sobol; rows of saltelli, which takes as many runs times the parameters and two; trajectories of morris, which takes as many times the parameters and one.", "128"),
            new("levels", new QuantityForm([Dimension.Number], 2, 64, Whole: true), "Levels of a range that morris steps between, an even number; 4 if left out.", "4"),
            new("seed", new SeedForm(), "Seed of the points of latin-hypercube and morris, and of the resamples of intervals; that of the scenario if left out.", "1"),
            new("seeds", new ChoiceForm(["shared", "own"]), "shared: all runs have the scenario's seed, so that what differs between them is what was changed. own: each has a seed of its own. shared if left out.", "shared"),
            new("parameters", new NamedForm(new SectionForm("sweep_parameter")), "What is changed, by names of your choice, which become columns.", "{ dose: { at: 'conditions.treated[0].dose', values: [0 uM, 1 uM] } }") { Required = true },
        ]),
        new("sweep_parameter", "a parameter of a sweep", "A number of the scenario that a sweep changes.",
        [
            new("at", new ListForm(new TextForm(), OrOne: true), "Where it stands in the scenario: keys joined by points, places in lists in brackets. Several places get the same value.", "tissues.dish.crowding.capacity") { Required = true },
            new("values", new ListForm(new TextForm()), "The values, as they would be written there.", "[0 uM, 0.1 uM, 1 uM]"),
            new("from", new TextForm(), "Least value of a range.", "0.1 uM"),
            new("to", new TextForm(), "Greatest value of a range, in the same unit.", "10 uM"),
            new("steps", new QuantityForm([Dimension.Number], 2, 100_000, Whole: true), "In a grid or list: values of the range, both ends among them.", "5"),
            new("scale", new ChoiceForm(["linear", "log"]), "How values are spread over a range; linear if left out.", "log"),
            new("whole", new FlagForm(), "Whether values of a range are rounded to whole numbers.", "true"),
        ]),
    ];
}
