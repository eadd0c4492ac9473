using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>A function of two numbers, in sixteen lanes and alone. The two agree to the last bit.</summary>
public interface IBinaryFunction
{
    /// <summary>Whether it costs less than the memory that it reads and writes, so that four steps are worth taking at once.</summary>
    static virtual bool IsLight => false;

    /// <summary>Sixteen at a time.</summary>
    Vector512<float> Of(Vector512<float> x, Vector512<float> y);

    /// <summary>What a lane of <see cref="Of"/> means, in plain arithmetic.</summary>
    float Reference(float x, float y);
}
