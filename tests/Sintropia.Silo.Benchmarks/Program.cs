using System.Globalization;
using Sintropia.Silo.Benchmarks;

// speed [FILE]: both runtimes side by side. scale CELLS RESOLUTION SILOS [FILE]: a population on silo processes. measure SILOS FOLDER and then model FOLDER [FILE]: what a tick costs, taken apart, and what that comes to for more cells. parity [FILE]: one fingerprint on 1 to 4 silos. cells: cell grains alone, to profile. small: a quick look that measures nothing.
var figures = new Figures();
switch (args)
{
    case ["speed", ..]:
        await Speed.Run(figures, 1);
        figures.Keep(args.ElementAtOrDefault(1), "speed");
        return 0;
    case ["measure", var silos, var folder]:
        await CostModel.Measure(int.Parse(silos, CultureInfo.InvariantCulture), folder);
        return 0;
    case ["model", var folder, ..]:
        CostModel.Tell(figures, folder);
        figures.Keep(args.ElementAtOrDefault(2), "cost model");
        return 0;
    case ["parity", ..]:
        var differ = await Parity.Run(figures);
        figures.Keep(args.ElementAtOrDefault(1), "parity");
        return differ;
    case ["cells", var predictor, var cells, var repetitions]:
        await Speed.Cells(figures, predictor == "network", int.Parse(cells, CultureInfo.InvariantCulture), int.Parse(repetitions, CultureInfo.InvariantCulture));
        return 0;
    case ["small"]:
        await Speed.Run(figures, 20);
        return 0;
    case ["scale", var cells, var resolution, var silos, ..]:
        await Scale.Run(figures, int.Parse(cells, CultureInfo.InvariantCulture), resolution, int.Parse(silos, CultureInfo.InvariantCulture));
        figures.Keep(args.ElementAtOrDefault(4), $"scale {cells} {resolution} {silos}");
        return 0;
    default:
        Console.Error.WriteLine("speed [FILE] | measure SILOS FOLDER | model FOLDER [FILE] | cells trivial|network CELLS REPETITIONS | parity [FILE] | small | scale CELLS cell|niche SILOS [FILE]");
        return 2;
}
