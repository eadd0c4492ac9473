using Sintropia.Data.Splits;
using Sintropia.Training.Splits;

namespace Sintropia.Training.Tests.Splits;

public sealed class DataSplitTests
{
    private static readonly (string, string, int)[] s_groups = [.. SmallExperiment.Perturbations.Skip(1).Select(p => ("", p, 10))];

    [Fact]
    public void Singles_that_are_held_out_take_their_doubles_along()
    {
        var split = DataSplit.Of(s_groups, "control", new() { Kind = SplitKind.Perturbations, Test = 0.3, Seed = 3 });
        var held = split.Units.Where(u => u.Group == "unseen_single" && u.Part == SplitPart.Test).Select(u => u.Perturbation).ToHashSet();

        Assert.Equal(2, held.Count);
        Assert.All(split.Units.Where(u => u.Part == SplitPart.Training), u => Assert.DoesNotContain(u.Perturbation.Split('+'), held.Contains));
        Assert.All(split.Units.Where(u => u.Perturbation.Split('+').Any(held.Contains)), u => Assert.Equal(SplitPart.Test, u.Part));
    }

    [Fact]
    public void Doubles_are_grouped_by_how_many_of_their_singles_training_has()
    {
        (string, string, int)[] groups = [("", "A", 5), ("", "B", 5), ("", "A+B", 5), ("", "A+X", 5), ("", "X+Y", 5), ("", "B+Y", 5)];
        var split = DataSplit.Of(groups, "control", new() { Kind = SplitKind.Doubles, Test = 1, Validation = 0 });

        Assert.Equal(("combo_seen2", "combo_seen1", "combo_seen0", "combo_seen1", "seen"), (split["", "A+B"].Group, split["", "A+X"].Group, split["", "X+Y"].Group, split["", "B+Y"].Group, split["", "A"].Group));
    }

    [Fact]
    public void Contexts_are_held_out_but_for_what_is_shown()
    {
        (string, string, int)[] groups = [.. new[] { "x", "y", "z" }.SelectMany(c => new[] { "A", "B", "C" }.Select(p => (c, p, 9)))];
        var split = DataSplit.Of(groups, "control", new() { Kind = SplitKind.Contexts, Contexts = ["y"], Shown = ["B"], Validation = 0.2 });

        Assert.Equal(["A", "C"], split.Units.Where(u => u.Part == SplitPart.Test).Select(u => u.Perturbation));
        Assert.All(split.Units.Where(u => u.Part == SplitPart.Test), u => Assert.Equal(("y", "unseen_context"), (u.Context, u.Group)));
        Assert.Equal(SplitPart.Training, split.Part("y", "control"));
        Assert.Contains("Did you mean 'z'", Assert.Throws<TrainingException>(() => DataSplit.Of(groups, "control", new() { Kind = SplitKind.Contexts, Contexts = ["zz"] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_split_of_GEARS_is_that_of_its_seed()
    {
        var split = DataSplit.Of(s_groups, "control", new() { Kind = SplitKind.Gears, Seed = 1 });
        var gears = new GearsSplit().Of(["ctrl", "A+ctrl", "B+ctrl", "C+ctrl", "D+ctrl", "E+ctrl", "F+ctrl", "A+B", "A+C", "B+C", "D+E", "E+F"], 1);

        Assert.All(split.Units, u => Assert.Equal(gears.Parts[u.Perturbation.Contains('+') ? u.Perturbation : u.Perturbation + "+ctrl"], u.Part));
    }

    [Fact]
    public void A_manifest_gives_the_same_split_again_and_says_what_it_lacks()
    {
        var folder = Directory.CreateTempSubdirectory("sintropia-split-");
        try
        {
            var file = Path.Combine(folder.FullName, "split.json");
            var split = DataSplit.Of(s_groups, "control", new() { Kind = SplitKind.Doubles, Test = 0.5, Seed = 9 });
            File.WriteAllText(file, split.Manifest());
            var manifest = new SplitOptions { Kind = SplitKind.Manifest, File = file };

            Assert.Equal(split.Units, DataSplit.Of(s_groups, "control", manifest).Units);
            Assert.Contains("Z in ''", Assert.Throws<TrainingException>(() => DataSplit.Of([.. s_groups, ("", "Z", 1)], "control", manifest)).Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Nothing_left_to_train_on_is_an_error() =>
        Assert.Contains("nothing for training", Assert.Throws<TrainingException>(() => DataSplit.Of([("", "A", 3)], "control", new() { Test = 1 })).Message, StringComparison.Ordinal);
}
