using Sintropia.Tensors.Kernels;
using Sintropia.Tensors.Threads;

namespace Sintropia.Tensors.Tests.Kernels;

public sealed class GemmTests
{
    private static readonly int[] Awkward = [0, 1, 1, 2, 3, 5, 6, 7, 8, 9, 11, 13, 15, 16, 17, 23, 31, 32, 33, 47, 64, 65, 97, 127, 130, 200, 255, 256, 257, 300];

    public static TheoryData<string> Bodies => [.. Enum.GetNames<GemmBody>()];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Every_body_gives_the_bits_of_the_definition_for_all_shapes_and_layouts(string name)
    {
        var body = Supported(name);
        var random = new Random(1);
        var wrong = Enumerable.Range(0, 1500).Select(_ => GemmCase.Draw(random, Awkward).Disagreement(body, Team.Single, random)).OfType<string>().ToList();

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Threads_change_no_bit(string name)
    {
        var body = Supported(name);
        var random = new Random(2);
        int[] sizes = [96, 128, 150, 200, 257, 320];
        foreach (var threads in new[] { 2, 3, 4 })
        {
            using var team = new Team(threads);
            var wrong = Enumerable.Range(0, 25).Select(_ => GemmCase.Draw(random, sizes).Disagreement(body, team, random)).OfType<string>().ToList();

            Assert.Empty(wrong);
        }
    }

    internal static GemmBody Supported(string name)
    {
        var body = Enum.Parse<GemmBody>(name);
        Assert.SkipUnless(body.IsSupported(), $"This processor does not run the body {body}.");
        return body;
    }
}
