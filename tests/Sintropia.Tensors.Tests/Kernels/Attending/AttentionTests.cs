using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Kernels.Attending;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Tests.Kernels.Attending;

public sealed class AttentionTests
{
    private static readonly int[] Lengths = [0, 1, 2, 5, 7, 8, 16, 17, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129, 150, 257];
    private static readonly int[] Widths = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 64];

    public static TheoryData<string> Bodies => [.. Enum.GetNames<GemmBody>()];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Every_body_gives_the_bits_of_the_definition_for_all_shapes_layouts_and_masks(string name)
    {
        var body = GemmTests.Supported(name);
        var random = new Random(1);
        var wrong = Enumerable.Range(0, 250).Select(seed => AttentionCase.Draw(random, Lengths, Widths).Disagreement(body, Team.Single, seed)).OfType<string>().ToList();

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Threads_change_no_bit(string name)
    {
        var body = GemmTests.Supported(name);
        var random = new Random(2);
        foreach (var threads in new[] { 2, 3, 4, 7 })
        {
            using var team = new Team(threads);
            var wrong = Enumerable.Range(0, 20).Select(seed => AttentionCase.Draw(random, [70, 129, 260, 300], [5, 16, 40]).Disagreement(body, team, seed)).OfType<string>().ToList();

            Assert.Empty(wrong);
        }
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Scores_that_are_longer_chains_are_cut_as_in_a_matrix_product(string name)
    {
        var body = GemmTests.Supported(name);
        var random = new Random(3);
        var wrong = Enumerable.Range(0, 5).Select(seed => AttentionCase.Draw(random, [9, 40], [256, 257, 300, 520]).Disagreement(body, Team.Single, seed)).OfType<string>().ToList();

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_query_that_sees_no_key_gets_zeros_and_passes_no_gradient_on()
    {
        AttentionShape shape = new(1, 1, 3, 5, 2, 2, 1);
        float[] q = [1, 2, 3, 4, 5, 6], k = [.. Enumerable.Range(0, 10).Select(i => (float)i)], output = [9, 9, 9, 9, 9, 9], statistics = new float[6];
        float[] ofQ = [9, 9, 9, 9, 9, 9], ofK = new float[10], ofV = new float[10];
        var layout = HeadLayout.HeadByHead(1, 3, 2);
        KeyMask mask = new() { Ignored = new float[] { 1, 1, 1, 1, 1 } };

        Attention.Forward(Team.Single, shape, new(q, layout), new(k, layout), new(k, layout), mask, new(output, layout), statistics);
        Attention.Backward(Team.Single, shape, new(q, layout), new(k, layout), new(k, layout), mask, new(output, layout), statistics, new(q, layout), new(ofQ, layout), new(ofK, layout), new(ofV, layout));

        Assert.All([.. output, .. ofQ, .. ofK, .. ofV], x => Assert.Equal(0, x));
    }

    [Fact]
    public void A_value_that_is_not_a_number_is_seen_by_those_who_see_it()
    {
        AttentionShape shape = new(1, 1, 2, 200, 1, 1, 1);
        float[] q = [1, 1], k = new float[200], v = new float[200], output = new float[2], bias = new float[400];
        v[150] = float.NaN;
        k[3] = float.NaN;
        bias[3] = float.NegativeInfinity; // NaN − ∞ is NaN still: a bias adds, it does not overwrite

        HeadLayout layout = new(0, 0, 1);
        Attention.Forward(Team.Single, shape, new(q, layout), new(k, layout), new(v, layout), new() { Bias = bias, BiasLayout = new(0, 0, 200), BiasKey = 1 }, new(output, layout));
        Assert.All(output, x => Assert.True(float.IsNaN(x)));

        var ignored = new float[200];
        ignored[150] = ignored[3] = 1;
        Attention.Forward(Team.Single, shape, new(q, layout), new(k, layout), new(v, layout), new() { Ignored = ignored }, new(output, layout));
        Assert.All(output, x => Assert.Equal(0, x));
    }

    [Fact]
    public void What_a_query_gets_depends_on_no_other_query_head_or_sequence()
    {
        var random = new Random(4);
        AttentionShape all = new(3, 4, 150, 140, 24, 24, 0.2f, Causal: true), one = all with { Batches = 1, Heads = 1, Queries = 37 };
        float[] q = GemmCase.Values(3 * 4 * 150 * 24, random), k = GemmCase.Values(3 * 4 * 140 * 24, random), output = new float[q.Length], alone = new float[37 * 24];
        HeadLayout rows = HeadLayout.SideBySide(4, 150, 24), keys = HeadLayout.SideBySide(4, 140, 24);

        Attention.Forward(Team.Shared, all, new(q, rows), new(k, keys), new(k, keys), default, new(output, rows));
        for (var pair = 0; pair < 12; pair++)
        {
            int from = pair / 4 * rows.Batch + pair % 4 * rows.Head, fromKey = pair / 4 * keys.Batch + pair % 4 * keys.Head;
            Attention.Forward(Team.Single, one, new(q.AsSpan(from), rows), new(k.AsSpan(fromKey), keys), new(k.AsSpan(fromKey), keys), default, new(alone, new(0, 0, 24)));
            for (var i = 0; i < 37; i++) Assert.True(GemmCase.SameBits(alone.AsSpan(i * 24, 24), output.AsSpan(from + i * rows.Row, 24)));
        }
    }

    [Fact]
    public void Spans_that_are_too_short_are_refused_with_sizes()
    {
        AttentionShape shape = new(1, 2, 3, 4, 5, 5, 1);
        var layout = HeadLayout.HeadByHead(2, 4, 5);
        var complaint = Assert.Throws<ArgumentException>(() => Attention.Forward(Team.Single, shape, new(new float[40], layout), new(new float[39], layout), new(new float[40], layout), default, new(new float[40], layout)));

        Assert.Contains("keys of 39 elements", complaint.Message);
        Assert.Contains("reaches to 40", complaint.Message);
    }

    [Fact]
    public void Once_warm_it_allocates_nothing()
    {
        AttentionShape shape = new(2, 2, 100, 100, 16, 16, 0.25f);
        var layout = HeadLayout.SideBySide(2, 100, 16);
        float[] q = new float[6400], output = new float[6400], statistics = new float[shape.Statistics], of = new float[6400];
        using var team = new Team(2);
        long before = 0;
        for (var i = 0; i < 40; i++)
        {
            if (i == 20) before = GC.GetAllocatedBytesForCurrentThread();
            Attention.Forward(team, shape, new(q, layout), new(q, layout), new(q, layout), default, new(output, layout), statistics);
            Attention.Backward(team, shape, new(q, layout), new(q, layout), new(q, layout), default, new(output, layout), statistics, new(q, layout), new(of, layout), default, default);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
