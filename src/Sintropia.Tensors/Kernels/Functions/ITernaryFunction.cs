using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>A function of three numbers, in sixteen lanes and alone. The two agree to the last bit.</summary>
public interface ITernaryFunction
{
    /// <summary>Sixteen at a time.</summary>
    Vector512<float> Of(Vector512<float> x, Vector512<float> y, Vector512<float> z);

    /// <summary>What a lane of <see cref="Of"/> means, in plain arithmetic.</summary>
    float Reference(float x, float y, float z);
}
