using Sintropia.Predictors.Gem;
using Sintropia.Training.Samples;

namespace Sintropia.Training.Tests.Samples;

[Collection(MeasuredAlone.Name)]
public sealed class FlatMemoryTests : IDisposable
{
    private const int Samples = 400, Genes = 200;

    private readonly SampleSet _set = new();

    public void Dispose() => _set.Dispose();

    [Theory]
    [InlineData(GemTask.PredictExpression)]
    [InlineData(GemTask.RefPredictPerturbation)]
    [InlineData(GemTask.ClassifySamples)]
    public void What_a_task_holds_does_not_grow_with_the_number_of_studies(GemTask task)
    {
        for (var i = 0; i < 24; i++)
        {
            if (i < 3) _set.Add("few", $"s{i}", Samples, genes: Genes);
            _set.Add("many", $"s{i}", Samples, genes: Genes);
        }

        var model = GemFile.Load(_set.Trained("few", _set.Training("few") with { Steps = 20 }));
        long few = long.MaxValue, many = long.MaxValue;
        for (var i = 0; i < 3; i++) // what else goes on in the process only adds, so the least of a few is nearest
        {
            few = Math.Min(few, Held(model, task, "few", i));
            many = Math.Min(many, Held(model, task, "many", i));
        }

        // A study's counts alone are 320 kB; twenty-one more studies held would be 6.7 MB.
        Assert.True(many - few < 1_500_000, $"{few} bytes with 3 studies, {many} with 24");
    }

    private long Held(GemModel model, GemTask task, string set, int number)
    {
        long most = 0;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        GemTaskRun.Run(model, new() { Task = task, Samples = _set[set], Output = _set[$"{task}-{set}-{number}"], MostControls = 64 }, new AtOnce(() => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before)), TestContext.Current.CancellationToken);
        return most;
    }

    private sealed class AtOnce(Action look) : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value) => look();
    }
}
