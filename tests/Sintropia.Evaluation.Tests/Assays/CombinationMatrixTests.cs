using Sintropia.Evaluation.Assays;

namespace Sintropia.Evaluation.Tests.Assays;

public sealed class CombinationMatrixTests
{
    private const string Wells = "plate,drug_a,drug_b,dose_a,dose_b,response\n1,x,y,0,0,100\n1,x,y,1,0,80\n1,x,y,0,2,70\n1,x,y,1,2,40\n2,x,z,0,0,90\n2,x,z,1,3,30\n2,x,z,0,3,60\n";

    [Fact]
    public void Blocks_are_what_a_column_says()
    {
        var matrices = CombinationMatrix.Of(AssayTable.Parse(Wells), new() { Block = ["plate"], Scale = 100 });
        Assert.Equal(["1 · x + y", "2 · x + z"], matrices.Select(m => m.Name));
        Assert.Equal([4, 3], matrices.Select(m => m.Wells.Count));
        Assert.Equal(0.4, matrices[0].Wells[3].Response);
    }

    [Fact]
    public void Without_one_the_two_drugs_are_and_share_what_was_measured_alone()
    {
        var matrices = CombinationMatrix.Of(AssayTable.Parse(Wells), new());
        Assert.Equal(["x + y", "x + z"], matrices.Select(m => m.Name));
        Assert.Equal([5, 5], matrices.Select(m => m.Wells.Count)); // both controls, x alone, the other alone, both
    }

    [Fact]
    public void Inhibition_is_what_is_gone() =>
        Assert.Equal(0.25, CombinationMatrix.Of(AssayTable.Parse("dose_a,dose_b,response\n1,2,75\n"), new() { DrugA = null, DrugB = null, Scale = 100, Inhibition = true })[0].Wells[0].Response, 12);
}
