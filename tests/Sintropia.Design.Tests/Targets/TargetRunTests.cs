using Sintropia.Biology.Interventions;
using Sintropia.Design.Targets;
using Sintropia.Predictors.Baselines;
using Sintropia.Predictors.Trained;

namespace Sintropia.Design.Tests.Targets;

public sealed class TargetRunTests
{
    private const string Task = "data: { file: cells.h5ad, perturbation: condition }\nto: { perturbation: A+B }\ncandidates: [known, pairs]\ndraws: 60\n";

    [Fact]
    public void A_hidden_pair_is_found_by_the_sum_of_its_singles_on_any_number_of_threads()
    {
        using var screen = new SmallScreen();
        var task = TargetTask.Load(screen.Task(Task));
        TargetResult one = new TargetRun(task) { Threads = 1 }.Carry(), two = new TargetRun(task) { Threads = 2 }.Carry();

        Assert.Equal(["additive", "additive"], one.Rankings.Select(r => r.System));
        Assert.Equal("A+B", one.Rankings[0].Candidates[0].Name);
        Assert.Equal("a combination of what was measured", one.Rankings[0].Candidates[0].Training);
        Assert.Equal(21, one.Rankings[0].Candidates.Count); // six singles and fifteen pairs
        Assert.True(one.Rankings[0].BeatsNull);
        Assert.Contains(one.Notes, n => n.Contains("A+B had no part in what additive learned from", StringComparison.Ordinal));
        foreach (var (first, second) in one.Rankings.Zip(two.Rankings)) Assert.Equal(first.Candidates, second.Candidates);
    }

    [Fact]
    public void Its_files_say_what_was_found()
    {
        using var screen = new SmallScreen();
        TargetFiles.Write(screen["out"], new TargetRun(TargetTask.Load(screen.Task(Task + "name: which pair?\nmeasures: [cosine]\n"))).Carry());

        Assert.Equal(["ranking.csv", "report.html", "target.json"], Directory.GetFiles(screen["out"]).Select(Path.GetFileName).Order());
        Assert.StartsWith("additive,cosine,1,A+B,", File.ReadAllLines(screen["out/ranking.csv"])[1], StringComparison.Ordinal);
        Assert.Contains("<h1>which pair?</h1>", File.ReadAllText(screen["out/report.html"]), StringComparison.Ordinal);
        Assert.Contains("\"beats_null\": true", File.ReadAllText(screen["out/target.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public void States_by_condition_and_signatures_from_files_are_searched_for_too()
    {
        using var screen = new SmallScreen();
        File.WriteAllLines(screen["signature.csv"], ["gene,change", .. Enumerable.Range(0, SmallScreen.Genes).Select(g => FormattableString.Invariant($"G{g},{SmallScreen.Effect(2, g)}"))]);
        var cells = new TargetRun(TargetTask.Load(screen.Task("data: { file: cells.h5ad, perturbation: condition }\nfrom: { where: \"condition == 'control'\" }\nto: { where: \"condition == 'C'\" }\npredictor: { baseline: perturbation-mean }\ndraws: 40\n"))).Carry();
        var signed = new TargetRun(TargetTask.Load(screen.Task("data: { file: cells.h5ad, perturbation: condition }\nto: { signature: signature.csv }\ndraws: 40\n"))).Carry();
        var back = new TargetRun(TargetTask.Load(screen.Task("data: { file: cells.h5ad, perturbation: condition }\nto: { signature: signature.csv }\nreverse: true\ndraws: 40\n"))).Carry();

        Assert.Equal("C", cells.Rankings[0].Candidates[0].Name);
        Assert.Equal("C", signed.Rankings[0].Candidates[0].Name);
        Assert.Equal("C", back.Rankings[0].Candidates[^1].Name);
    }

    [Theory]
    [InlineData("data: { file: cells.h5ad, perturbation: condition }\nto: { perturbation: A+B }\ncandidates: []\n", "task.yaml:3: 'candidates' is empty")]
    [InlineData("data: { file: cells.h5ad, perturbation: condition }\nto: { perturbation: A+B, where: x }\n", "task.yaml:2: 'to' names cells in one way")]
    [InlineData("data: { file: cells.h5ad, perturbation: condition }\nto: { perturbation: A+B }\nmeasures: [cosin]\n", "task.yaml:3: There is no measure 'cosin'. Did you mean 'cosine'?")]
    [InlineData("data: { file: cells.h5ad, perturbation: condition }\n", "'to' is missing")]
    [InlineData("data: { file: cells.h5ad, perturbation: condition }\nto: { perturbation: A+b }\n", "'to' names 'A+b', which was done to no cell of cells.h5ad. Did you mean 'A+B'?")]
    [InlineData("data: { file: cells.h5ad, perturbation: condition }\nto: { perturbation: control }\n", "are identical")]
    [InlineData("data: { file: cells.h5ad, perturbation: condition }\nto: { perturbation: A }\ncontext: K562\n", "no context 'K562'")]
    [InlineData("data: { file: cells.h5ad, perturbation: condition }\nto: { perturbation: A }\npredictor: { baseline: nearest-neighbours }\n", "has to know something of genes")]
    public void What_cannot_be_searched_is_said_clearly(string text, string said)
    {
        using var screen = new SmallScreen();
        Assert.Contains(said, Assert.Throws<DesignException>(() => new TargetRun(TargetTask.Load(screen.Task(text))).Carry()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_whose_card_does_not_know_the_modality_is_refused()
    {
        using var screen = new SmallScreen();
        string[] genes = [.. Enumerable.Range(0, SmallScreen.Genes).Select(g => $"G{g}")];
        var table = new EffectTable(genes, "control", [new("", "control", 5, new double[genes.Length]), new("", "drug", 5, [.. genes.Select(_ => 1.0)])]);
        ModelFile.Save(screen["model.safetensors"], new() { Family = ModelFamily.PerturbationMean, Name = "of drugs", Genes = genes, Perturbations = ["drug"], Kind = AgentKind.Compound, Control = "control", TrainedOn = "nothing", Licence = "not stated" }, table, new float[genes.Length]);

        var told = Assert.Throws<DesignException>(() => new TargetRun(TargetTask.Load(screen.Task("data: { file: cells.h5ad, perturbation: condition }\nto: { perturbation: A }\npredictor: { model: model.safetensors }\n"))).Carry()).Message;
        Assert.Contains("of drugs was trained on perturbations of the kind 'drug', and the task is about 'activation'", told, StringComparison.Ordinal);
    }
}
